using System.Reflection;
using System.Text;

namespace Cake.DockerLayerCache.Testing.PublicSurface;

/// <summary>An assembly's public types and members, one a line, as C# declares them.</summary>
public static class Listing
{
    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
        [typeof(void)] = "void",
    };

    /// <summary>A property's type, as C# declares it.</summary>
    public static string TypeOf(PropertyInfo property) => Name(property.PropertyType, Nullability.Create(property));

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Declaration(type)).Append('\n');
            foreach (var member in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("  ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Declaration(Type type)
    {
        var kind =
            type.IsEnum ? "enum"
            : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : IsRecord(type) ? "sealed record"
            : type.IsSealed ? "sealed class"
            : "class";
        var bases = type.BaseType is { } parent && parent != typeof(object) && !type.IsEnum ? $" : {parent.Name}" : "";
        return $"{kind} {type.FullName}{bases}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetValuesAsUnderlyingType(type)
                .Cast<int>()
                .Select(value => $"{value} {Enum.GetName(type, value)}");
        }

        const BindingFlags Declared =
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return type.GetConstructors(Declared)
            .Where(_ => !IsRecord(type))
            .Select(constructor => $"{type.Name}({Parameters(constructor)})")
            .Concat(
                type.GetProperties(Declared).Where(property => property.Name != "EqualityContract").Select(Property)
            )
            .Concat(
                type.GetMethods(Declared)
                    .Where(method => !method.IsSpecialName && !IsOfEveryRecord(type, method))
                    .Select(Method)
            );
    }

    private static string Property(PropertyInfo property)
    {
        var required = property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute))
            ? "required "
            : "";
        var set =
            property.SetMethod is not { IsPublic: true } setter ? ""
            : setter.ReturnParameter.GetRequiredCustomModifiers().Length > 0 ? " init;"
            : " set;";
        return $"{required}{TypeOf(property)} {property.Name} {{ get;{set} }}";
    }

    private static string Method(MethodInfo method)
    {
        var extension = method.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute)) ? "this " : "";
        var returned = Name(method.ReturnType, Nullability.Create(method.ReturnParameter));
        return $"{(method.IsStatic ? "static " : "")}{returned} {method.Name}({extension}{Parameters(method)})";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var many = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        var fallback = parameter.HasDefaultValue
            ? parameter.DefaultValue is string text
                ? $" = \"{text}\""
                : $" = {parameter.DefaultValue ?? "null"}"
            : "";
        return $"{many}{Name(parameter.ParameterType, Nullability.Create(parameter))} {parameter.Name}{fallback}";
    }

    private static string Name(Type type, NullabilityInfo nullability)
    {
        var mark = !type.IsValueType && nullability.ReadState == NullabilityState.Nullable ? "?" : "";
        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!, nullability.ElementType!)}[]{mark}";
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return $"{Simple(value)}?";
        }

        return type.IsGenericType
            ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Zip(nullability.GenericTypeArguments, Name))}>{mark}"
            : Simple(type) + mark;
    }

    private static string Simple(Type type) => Keywords.GetValueOrDefault(type, type.Name);

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static bool IsOfEveryRecord(Type type, MethodInfo method) =>
        IsRecord(type) && method.Name is "<Clone>$" or "Equals" or "GetHashCode" or "ToString" or "Deconstruct";
}
