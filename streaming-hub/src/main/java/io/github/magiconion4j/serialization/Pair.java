package io.github.magiconion4j.serialization;

import org.jspecify.annotations.Nullable;

/**
 * A value that C# writes as an array of two.
 */
record Pair<A extends @Nullable Object, B extends @Nullable Object>(@Key(0) A first, @Key(1) B second) {
}
