/**
 * Commands about systems that have a name: search one, ask about it, show, replay, compare and go through its paths. They know neither SMMU
 * nor scenario. {@link cordon.command.CordonMain} makes a command line of them for systems of one's own.
 */
@NullMarked
package cordon.command;

import org.jspecify.annotations.NullMarked;
