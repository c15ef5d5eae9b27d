namespace System.Runtime.CompilerServices;

// Records need it; netstandard2.0 has none.
static class IsExternalInit;
