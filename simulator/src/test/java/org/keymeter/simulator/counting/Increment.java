package org.keymeter.simulator.counting;

import org.objectweb.asm.Opcodes;

/** Recognises a constant added to a local short: iload, constant, iadd or isub, i2s, istore. For a card it is one instruction. */
final class Increment {
    /** Instructions that a card has less for it; i2s is not counted anyway. */
    static final int SAVED = 3;

    private static final int LOADED = 1;
    private static final int CONSTANT = 2;
    private static final int ADDED = 3;
    private static final int NARROWED = 4;

    private int state;
    private int loaded;

    /** An instruction that cannot be part of one. */
    void end() {
        state = 0;
    }

    void instruction(int opcode) {
        boolean isConstant = opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5 || opcode == Opcodes.BIPUSH;
        if (state == LOADED && isConstant) {
            state = CONSTANT;
        } else if (state == CONSTANT && (opcode == Opcodes.IADD || opcode == Opcodes.ISUB)) {
            state = ADDED;
        } else if (state == ADDED && opcode == Opcodes.I2S) {
            state = NARROWED;
        } else {
            state = 0;
        }
    }

    /** Whether this access to a variable is the store that ends one. */
    boolean isCompletedBy(int opcode, int variable) {
        boolean isCompleted = state == NARROWED && opcode == Opcodes.ISTORE && variable == loaded;
        state = opcode == Opcodes.ILOAD ? LOADED : 0;
        loaded = variable;
        return isCompleted;
    }
}
