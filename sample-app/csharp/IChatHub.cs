using System.Threading.Tasks;
using MagicOnion;

namespace Chat
{
    /// <summary>The methods that clients call.</summary>
    public interface IChatHub : IStreamingHub<IChatHub, IChatHubReceiver>
    {
        /// <summary>Joins a room, and returns the number of its members.</summary>
        Task<int> JoinAsync(string room, string user);

        /// <summary>Sends a text to all members of the room. Fire and forget: it has no answer.</summary>
        void Say(string text);
    }

    /// <summary>The methods that the server calls on its clients.</summary>
    public interface IChatHubReceiver
    {
        void OnJoin(string user);

        void OnMessage(string user, string text);

        void OnLeave(string user);
    }
}
