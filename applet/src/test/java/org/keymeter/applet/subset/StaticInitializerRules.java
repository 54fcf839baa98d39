package org.keymeter.applet.subset;

import java.util.Optional;
import org.objectweb.asm.Opcodes;

/** A static initialiser only stores constants and arrays of constants: it never runs, the converter writes its result into the CAP. */
final class StaticInitializerRules {
    private StaticInitializerRules() {}

    static Optional<String> objectionTo(int opcode) {
        switch (opcode) {
            case Opcodes.ACONST_NULL:
            case Opcodes.ICONST_M1:
            case Opcodes.ICONST_0:
            case Opcodes.ICONST_1:
            case Opcodes.ICONST_2:
            case Opcodes.ICONST_3:
            case Opcodes.ICONST_4:
            case Opcodes.ICONST_5:
            case Opcodes.BIPUSH:
            case Opcodes.SIPUSH:
            case Opcodes.LDC:
            case Opcodes.NEWARRAY:
            case Opcodes.DUP:
            case Opcodes.BASTORE:
            case Opcodes.SASTORE:
            case Opcodes.PUTSTATIC:
            case Opcodes.RETURN:
                return Optional.empty();
            default:
                return Optional.of("static initialiser beyond constants and arrays of constants");
        }
    }
}
