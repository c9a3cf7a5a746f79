/** Benchmarks: whole runs of the toy family, and parts of the engine under JMH. */
@NullMarked
package cordon.bench;

import org.jspecify.annotations.NullMarked;
