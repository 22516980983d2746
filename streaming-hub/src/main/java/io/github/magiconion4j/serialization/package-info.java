/**
 * How arguments and results become the bytes of a message's body.
 * <table>
 * <caption>Types</caption>
 * <tr>
 * <th>C#</th>
 * <th>on the wire</th>
 * <th>Java</th>
 * </tr>
 * <tr>
 * <td>bool</td>
 * <td>boolean</td>
 * <td>boolean</td>
 * </tr>
 * <tr>
 * <td>sbyte, short, int, long</td>
 * <td>integer, in its shortest form</td>
 * <td>byte, short, int, long</td>
 * </tr>
 * <tr>
 * <td>byte, ushort, uint</td>
 * <td>integer</td>
 * <td>short, int, long: the next larger type</td>
 * </tr>
 * <tr>
 * <td>ulong</td>
 * <td>integer</td>
 * <td>long, or {@link UnsignedLong} where one may be above {@link Long#MAX_VALUE}</td>
 * </tr>
 * <tr>
 * <td>float, double</td>
 * <td>32 or 64 bits; either is read from an integer, a double from a float</td>
 * <td>float, double</td>
 * </tr>
 * <tr>
 * <td>char</td>
 * <td>integer</td>
 * <td>char</td>
 * </tr>
 * <tr>
 * <td>decimal</td>
 * <td>text, with its scale</td>
 * <td>{@link java.math.BigDecimal}, of at most 96 bits and 28 digits after the point</td>
 * </tr>
 * <tr>
 * <td>BigInteger</td>
 * <td>binary, lowest byte first</td>
 * <td>{@link java.math.BigInteger}</td>
 * </tr>
 * <tr>
 * <td>string, Version</td>
 * <td>text</td>
 * <td>{@link String}</td>
 * </tr>
 * <tr>
 * <td>Uri</td>
 * <td>text</td>
 * <td>{@link java.net.URI}</td>
 * </tr>
 * <tr>
 * <td>Guid</td>
 * <td>text of 36 characters</td>
 * <td>{@link java.util.UUID}</td>
 * </tr>
 * <tr>
 * <td>DateTime</td>
 * <td>timestamp extension</td>
 * <td>{@link java.time.Instant}; {@link java.time.LocalDateTime}, as if it were UTC</td>
 * </tr>
 * <tr>
 * <td>DateTimeOffset</td>
 * <td>array of the local time and the minutes</td>
 * <td>{@link java.time.OffsetDateTime}, to the minute</td>
 * </tr>
 * <tr>
 * <td>TimeSpan</td>
 * <td>integer: ticks of 100 ns</td>
 * <td>{@link java.time.Duration}</td>
 * </tr>
 * <tr>
 * <td>DateOnly</td>
 * <td>integer: days since 0001-01-01</td>
 * <td>{@link java.time.LocalDate}</td>
 * </tr>
 * <tr>
 * <td>TimeOnly</td>
 * <td>integer: ticks of 100 ns</td>
 * <td>{@link java.time.LocalTime}</td>
 * </tr>
 * <tr>
 * <td>enum</td>
 * <td>integer</td>
 * <td>enum: its order, or an integer that {@code @JsonValue} gives; an unknown number is
 * what {@code @JsonEnumDefaultValue} marks, else an error</td>
 * </tr>
 * <tr>
 * <td>DayOfWeek</td>
 * <td>integer: 0 for Sunday</td>
 * <td>{@link java.time.DayOfWeek}</td>
 * </tr>
 * <tr>
 * <td>T?</td>
 * <td>nil or the value</td>
 * <td>a boxed or other object type that may be null, {@link java.util.Optional}</td>
 * </tr>
 * <tr>
 * <td>byte[], Memory&lt;byte&gt;</td>
 * <td>binary; also read from text and an array of integers</td>
 * <td>byte[], {@link java.nio.ByteBuffer}</td>
 * </tr>
 * <tr>
 * <td>T[], List&lt;T&gt;, HashSet&lt;T&gt;, …</td>
 * <td>array</td>
 * <td>array, collection; List&lt;Byte&gt; is List&lt;sbyte&gt;</td>
 * </tr>
 * <tr>
 * <td>Dictionary&lt;K, V&gt;</td>
 * <td>map, its keys in K's own form</td>
 * <td>{@link java.util.Map}</td>
 * </tr>
 * <tr>
 * <td>KeyValuePair&lt;K, V&gt;</td>
 * <td>array of two</td>
 * <td>{@link java.util.Map.Entry}</td>
 * </tr>
 * <tr>
 * <td>Tuple, ValueTuple</td>
 * <td>array</td>
 * <td>a record with {@code @Key(0)}, {@code @Key(1)}, …</td>
 * </tr>
 * <tr>
 * <td>class or struct with [Key(n)]</td>
 * <td>array, nil in the gaps</td>
 * <td>record or class with {@link Key}</td>
 * </tr>
 * <tr>
 * <td>class with [Key("name")] or keyAsPropertyName</td>
 * <td>map</td>
 * <td>record or class; {@code userName} is {@code UserName}, unless {@code @JsonProperty}
 * says otherwise</td>
 * </tr>
 * <tr>
 * <td>[Union(n, typeof(T))]</td>
 * <td>array of the number and the value</td>
 * <td>interface or abstract class with {@link Union}</td>
 * </tr>
 * <tr>
 * <td>object</td>
 * <td>as it is, integers in full width</td>
 * <td>{@link Object}: see what is read below</td>
 * </tr>
 * <tr>
 * <td>Nil</td>
 * <td>nil</td>
 * <td>{@code void}, {@code CompletionStage<Void>}</td>
 * </tr>
 * </table>
 */
@NullMarked
package io.github.magiconion4j.serialization;

import org.jspecify.annotations.NullMarked;
