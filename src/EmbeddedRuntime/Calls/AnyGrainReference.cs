namespace Orleans.Runtime;

/// <summary>A reference that speaks no interface yet.</summary>
sealed class AnyGrainReference(GrainBinding binding) : GrainReference(binding), IGrain;
