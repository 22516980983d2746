using Chat;
using Grpc.Net.Client;
using MagicOnion.Client;
using MessagePack;

var user = args.Length > 0 ? args[0] : "somebody";
var address = args.Length > 1 ? args[1] : "http://localhost:9090";

using var channel = GrpcChannel.ForAddress(address);
var options = StreamingHubClientOptions.CreateWithDefault()
    .WithClientHeartbeatInterval(TimeSpan.FromSeconds(5))
    .WithClientHeartbeatTimeout(TimeSpan.FromSeconds(5))
    .WithServerHeartbeatReceived(heartbeat => ServerHeartbeat(heartbeat.ServerTime, heartbeat.Metadata));
var hub = await StreamingHubClient.ConnectAsync<IChatHub, IChatHubReceiver>(channel, new Printer(), options);
_ = TellWhenDisconnected();

Console.WriteLine($"{await hub.JoinAsync("lobby", user)} in the room. Type a line to send it.");
while (Console.ReadLine() is { } line)
{
    hub.Say(line);
}
await hub.DisposeAsync();

// The sample's metadata is a text: the server's version.
static void ServerHeartbeat(DateTimeOffset serverTime, ReadOnlyMemory<byte> metadata)
{
    var version = MessagePackSerializer.Deserialize<string>(metadata);
    Console.Title = $"Server {version}, {serverTime:T}";
}

async Task TellWhenDisconnected()
{
    var reason = await hub.WaitForDisconnectAsync();
    Console.WriteLine($"Disconnected: {reason.Type} {reason.Exception?.Message}");
}

class Printer : IChatHubReceiver
{
    public void OnJoin(string user) => Console.WriteLine($"{user} joined.");

    public void OnMessage(string user, string text) => Console.WriteLine($"{user}: {text}");

    public void OnLeave(string user) => Console.WriteLine($"{user} left.");
}
