using System.Threading.Tasks;
using MagicOnion;

namespace Chat
{
    /// <summary>What clients call.</summary>
    public interface IChatHub : IStreamingHub<IChatHub, IChatHubReceiver>
    {
        /// <summary>Joins, and returns how many are there.</summary>
        Task<int> JoinAsync(string user);

        /// <summary>Says something to everybody. Fire and forget: it has no answer.</summary>
        void Say(string text);
    }

    /// <summary>What the server calls on its clients.</summary>
    public interface IChatHubReceiver
    {
        void OnJoin(string user);

        void OnMessage(string user, string text);

        void OnLeave(string user);
    }
}
