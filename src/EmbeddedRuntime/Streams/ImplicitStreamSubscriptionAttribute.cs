using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Orleans.Streams;

namespace Orleans.Streams
{
    public interface IStreamNamespacePredicate
    {
        bool IsMatch(string streamNamespace);

        string PredicatePattern { get; }
    }

    sealed class AllStreamNamespaces : IStreamNamespacePredicate
    {
        public string PredicatePattern => "*";

        public bool IsMatch(string streamNamespace) => true;
    }

    sealed class ExactStreamNamespace(string streamNamespace) : IStreamNamespacePredicate
    {
        public string PredicatePattern => $"namespace:{streamNamespace}";

        public bool IsMatch(string candidate) => string.Equals(candidate, streamNamespace, StringComparison.Ordinal);
    }

    sealed class StreamNamespacePattern(string pattern) : IStreamNamespacePredicate
    {
        readonly Regex _regex = new(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

        public string PredicatePattern => $"regex:{pattern}";

        public bool IsMatch(string candidate) => _regex.IsMatch(candidate);
    }
}

namespace Orleans
{
    /// <summary>For every stream of the namespace, the grain of this class whose key is the stream's key is subscribed.</summary>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public class ImplicitStreamSubscriptionAttribute(IStreamNamespacePredicate predicate) : Attribute
    {
        public ImplicitStreamSubscriptionAttribute()
            : this(new AllStreamNamespaces())
        {
        }

        public ImplicitStreamSubscriptionAttribute(string streamNamespace)
            : this(new ExactStreamNamespace(streamNamespace.Trim()))
        {
        }

        public IStreamNamespacePredicate Predicate { get; } = predicate;
    }

    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class RegexImplicitStreamSubscriptionAttribute([StringSyntax(StringSyntaxAttribute.Regex)] string pattern)
        : ImplicitStreamSubscriptionAttribute(new StreamNamespacePattern(pattern));
}
