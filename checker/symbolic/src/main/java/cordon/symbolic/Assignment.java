package cordon.symbolic;

import java.util.List;

/**
 * What an action does to a symbol: for each tuple of members with the condition before the action, the symbol has a value after it. A
 * member that is a parameter of the action is that one; any other variable stands for every member.
 *
 * @param symbol which one
 * @param members the tuples
 * @param condition of the state before the action
 * @param value the number of the value
 */
record Assignment(Symbol symbol, List<Variable> members, Formula condition, int value) {
    Assignment {
        symbol.requireSorts(members);
    }
}
