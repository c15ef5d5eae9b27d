using System.Globalization;
using System.Text;

namespace Kalshi.Trading.Identity;

/// <summary>Reads JSON as Python's json.loads does: NaN and the infinities are numbers, of repeated names the last wins, and whole
/// numbers stay whole.</summary>
public static class PythonJson
{
    /// <summary>Deeper nesting is refused: nothing that we read has any.</summary>
    public const int MaxDepth = 64;

    /// <exception cref="FormatException">Not JSON; the message names the place.</exception>
    public static PayloadValue Parse(string text)
    {
        var reader = new Reader(text);
        return reader.Document();
    }

    /// <returns>False when the text is not JSON.</returns>
    public static bool TryParse(string text, out PayloadValue value)
    {
        try
        {
            value = Parse(text);
            return true;
        }
        catch (FormatException)
        {
            value = default;
            return false;
        }
    }

    ref struct Reader(string text)
    {
        int _at;

        internal PayloadValue Document()
        {
            Blanks();
            var value = Value(0);
            Blanks();
            return _at == text.Length ? value : throw Error("nothing more");
        }

        PayloadValue Value(int depth)
        {
            if (depth > MaxDepth)
                throw Error($"at most {MaxDepth} levels");
            switch (_at < text.Length ? text[_at] : '\0')
            {
                case '{':
                    return Object(depth);
                case '[':
                    return Array(depth);
                case '"':
                    return String();
                default:
                    return Literal("null") ? default
                        : Literal("true") ? true
                        : Literal("false") ? false
                        : Literal("NaN") ? double.NaN
                        : Literal("Infinity") ? double.PositiveInfinity
                        : Literal("-Infinity") ? double.NegativeInfinity
                        : Number();
            }
        }

        PayloadValue Object(int depth)
        {
            var members = new PayloadDictionary();
            _at++;
            Blanks();
            if (Take('}'))
                return PayloadValue.Of(members);
            do
            {
                Blanks();
                if (_at >= text.Length || text[_at] != '"')
                    throw Error("a name");
                var name = String();
                Blanks();
                if (!Take(':'))
                    throw Error("':'");
                Blanks();
                members.Add(name, Value(depth + 1));
                Blanks();
            }
            while (Take(','));
            return Take('}') ? PayloadValue.Of(members) : throw Error("',' or '}'");
        }

        PayloadValue Array(int depth)
        {
            var items = new List<PayloadValue>();
            _at++;
            Blanks();
            if (Take(']'))
                return PayloadValue.Of(items);
            do
            {
                Blanks();
                items.Add(Value(depth + 1));
                Blanks();
            }
            while (Take(','));
            return Take(']') ? PayloadValue.Of(items) : throw Error("',' or ']'");
        }

        string String()
        {
            var content = new StringBuilder();
            for (_at++; _at < text.Length; _at++)
            {
                switch (text[_at])
                {
                    case '"':
                        _at++;
                        return content.ToString();
                    case '\\':
                        content.Append(Escape());
                        break;
                    case < ' ':
                        throw Error("no bare control character");
                    default:
                        content.Append(text[_at]);
                        break;
                }
            }
            throw Error("'\"'");
        }

        char Escape()
        {
            _at++;
            switch (_at < text.Length ? text[_at] : '\0')
            {
                case '"' or '\\' or '/':
                    return text[_at];
                case 'n':
                    return '\n';
                case 'r':
                    return '\r';
                case 't':
                    return '\t';
                case 'b':
                    return '\b';
                case 'f':
                    return '\f';
                case 'u' when _at + 4 < text.Length
                    && ushort.TryParse(text.AsSpan(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                    _at += 4;
                    return (char)unit;
                default:
                    throw Error("an escape");
            }
        }

        PayloadValue Number()
        {
            var start = _at;
            Take('-');
            var first = _at;
            Digits();
            if (_at == first || (text[first] == '0' && _at > first + 1))
                throw Error("a value");
            var whole = true;
            if (_at + 1 < text.Length && text[_at] == '.' && char.IsAsciiDigit(text[_at + 1]))
            {
                whole = false;
                _at++;
                Digits();
            }
            whole &= !Exponent();
            var number = text.AsSpan(start, _at - start);
            if (!whole)
                return double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
            return long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)
                ? integer
                : PayloadValue.BigInteger(number.ToString());
        }

        bool Exponent()
        {
            var at = _at;
            if (at >= text.Length || text[at] is not ('e' or 'E'))
                return false;
            at++;
            if (at < text.Length && text[at] is '+' or '-')
                at++;
            if (at >= text.Length || !char.IsAsciiDigit(text[at]))
                return false;
            _at = at;
            Digits();
            return true;
        }

        void Digits()
        {
            while (_at < text.Length && char.IsAsciiDigit(text[_at]))
                _at++;
        }

        void Blanks()
        {
            while (_at < text.Length && text[_at] is ' ' or '\t' or '\n' or '\r')
                _at++;
        }

        bool Take(char c)
        {
            if (_at >= text.Length || text[_at] != c)
                return false;
            _at++;
            return true;
        }

        bool Literal(string word)
        {
            if (string.CompareOrdinal(text, _at, word, 0, word.Length) != 0)
                return false;
            _at += word.Length;
            return true;
        }

        readonly FormatException Error(string expected) => new($"JSON: expected {expected} at character {_at}");
    }
}
