using System.Text;

namespace Kalshi.Trading.Identity;

/// <summary>JSON text as Python's json.dumps writes it: ASCII only, floats by repr.</summary>
public static class CanonicalJson
{
    /// <summary>The form that is hashed: members sorted by name, no blanks.</summary>
    public static string Write(PayloadValue value)
    {
        var text = new StringBuilder();
        Append(text, value, new(",", ":", Sorted: true));
        return text.ToString();
    }

    /// <summary>The form that metadata is stored in: members as they come, a blank after comma and colon.</summary>
    public static string WriteSpaced(PayloadValue value)
    {
        var text = new StringBuilder();
        Append(text, value, new(", ", ": ", Sorted: false));
        return text.ToString();
    }

    readonly record struct Layout(string Comma, string Colon, bool Sorted);

    static void Append(StringBuilder text, PayloadValue value, in Layout layout)
    {
        switch (value.Kind)
        {
            case PayloadKind.Null:
                text.Append("null");
                break;
            case PayloadKind.Boolean:
                text.Append(value.AsBoolean ? "true" : "false");
                break;
            case PayloadKind.Whole:
                AppendInteger(text, value);
                break;
            case PayloadKind.Real:
                AppendFloat(text, value.AsReal);
                break;
            case PayloadKind.Text:
                AppendText(text, value.AsText);
                break;
            case PayloadKind.List:
                AppendArray(text, value.AsList, layout);
                break;
            default:
                AppendObject(text, value.AsDictionary, layout);
                break;
        }
    }

    static void AppendInteger(StringBuilder text, PayloadValue value)
    {
        if (value.TryGetInt64(out var number))
            text.Append(number);
        else
            text.Append(value.WholeText);
    }

    static void AppendFloat(StringBuilder text, double value)
    {
        Span<char> digits = stackalloc char[PythonFloat.MaxLength];
        text.Append(digits[..PythonFloat.Format(value, digits, json: true)]);
    }

    static void AppendArray(StringBuilder text, IReadOnlyList<PayloadValue> items, in Layout layout)
    {
        text.Append('[');
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                text.Append(layout.Comma);
            Append(text, items[i], layout);
        }
        text.Append(']');
    }

    static void AppendObject(StringBuilder text, PayloadDictionary members, in Layout layout)
    {
        text.Append('{');
        var first = true;
        foreach (var (name, value) in layout.Sorted ? members.Sorted() : members.AsEnumerable())
        {
            if (!first)
                text.Append(layout.Comma);
            first = false;
            AppendText(text, name);
            text.Append(layout.Colon);
            Append(text, value, layout);
        }
        text.Append('}');
    }

    static void AppendText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"' or '\\':
                    text.Append('\\').Append(c);
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                case >= ' ' and <= '~':
                    text.Append(c);
                    break;
                default:
                    AppendEscaped(text, c);
                    break;
            }
        }
        text.Append('"');
    }

    static void AppendEscaped(StringBuilder text, char c)
    {
        const string hex = "0123456789abcdef";
        text.Append("\\u").Append(hex[c >> 12]).Append(hex[(c >> 8) & 15]).Append(hex[(c >> 4) & 15]).Append(hex[c & 15]);
    }
}
