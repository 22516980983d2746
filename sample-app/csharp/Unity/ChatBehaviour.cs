using System;
using System.Threading.Tasks;
using Chat;
using Cysharp.Net.Http;
using Grpc.Net.Client;
using MagicOnion;
using MagicOnion.Client;
using MagicOnion.Unity;
using UnityEngine;

/// <summary>
/// Joins the chat when the scene starts, and writes what happens to the console.
/// </summary>
public class ChatBehaviour : MonoBehaviour, IChatHubReceiver
{
    [SerializeField] string address = "http://localhost:9090";
    [SerializeField] string user = "unity";

    IChatHub hub;

    [RuntimeInitializeOnLoadMethod(RuntimeInitializeLoadType.BeforeSceneLoad)]
    static void UseHttp2()
    {
        GrpcChannelProviderHost.Initialize(new DefaultGrpcChannelProvider(() => new GrpcChannelOptions()
        {
            HttpHandler = new YetAnotherHttpHandler() { Http2Only = true },
            DisposeHttpClient = true,
        }));
    }

    async void Start()
    {
        try
        {
            var options = StreamingHubClientOptions.CreateWithDefault()
                .WithClientHeartbeatInterval(TimeSpan.FromSeconds(5))
                .WithClientHeartbeatTimeout(TimeSpan.FromSeconds(5));
            var connected = await StreamingHubClient.ConnectAsync<IChatHub, IChatHubReceiver>(
                GrpcChannelx.ForAddress(address), this, options);
            hub = connected;
            _ = TellWhenDisconnected(connected);
            Debug.Log($"{await connected.JoinAsync("lobby", user)} in the room.");
            connected.Say("Hello from Unity.");
        }
        catch (Exception e)
        {
            Debug.LogException(e);
        }
    }

    async void OnDestroy()
    {
        if (hub != null)
        {
            await hub.DisposeAsync();
        }
    }

    static async Task TellWhenDisconnected(IChatHub connected)
    {
        var reason = await connected.WaitForDisconnectAsync();
        Debug.Log($"Disconnected: {reason.Type} {reason.Exception?.Message}");
    }

    void IChatHubReceiver.OnJoin(string user) => Debug.Log($"{user} joined.");

    void IChatHubReceiver.OnMessage(string user, string text) => Debug.Log($"{user}: {text}");

    void IChatHubReceiver.OnLeave(string user) => Debug.Log($"{user} left.");
}
