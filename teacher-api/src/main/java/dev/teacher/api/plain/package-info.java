/**
 * The operations of the graph in plain Java, with their gradients: what native engines are held
 * against. Sums are in double precision, loops are as simple as they can be, and nothing is needed
 * but the graph. {@link PlainOperation} is one operation, {@link PlainGraph} a whole graph, {@link
 * PlainCtc} the loss.
 *
 * <p>Where a function has no slope, the gradient is PyTorch's: that of ABS and RELU at 0 is 0; of
 * MAXIMUM and MINIMUM of equal numbers each takes half; equal largest or smallest numbers of a
 * reduction share alike; of equal ones in a window of MAX pooling the first takes all; SQRT at 0
 * has an infinite slope, also times 0. FLOOR passes on 0, and no gradient goes to INT64 and BOOL,
 * to an index, a mask, lengths or running statistics.
 */
package dev.teacher.api.plain;
