package org.keymeter.applet.subset;

import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Type;

/** Which types and classes a Java Card package may name: short, byte, boolean, its own, the card's API, a little of java.lang. */
final class TypeRules {
    private static final Set<String> JAVA_LANG = Set.of(
            "java/lang/Object",
            "java/lang/Throwable",
            "java/lang/Exception",
            "java/lang/RuntimeException",
            "java/lang/ArithmeticException",
            "java/lang/ArrayIndexOutOfBoundsException",
            "java/lang/ArrayStoreException",
            "java/lang/ClassCastException",
            "java/lang/IndexOutOfBoundsException",
            "java/lang/NegativeArraySizeException",
            "java/lang/NullPointerException",
            "java/lang/SecurityException");

    private final String ownPackage;

    /**
     * @param ownPackage the package that becomes the CAP file, with slashes
     */
    TypeRules(String ownPackage) {
        this.ownPackage = ownPackage;
    }

    Optional<String> objectionTo(Type type) {
        switch (type.getSort()) {
            case Type.INT:
            case Type.LONG:
            case Type.FLOAT:
            case Type.DOUBLE:
            case Type.CHAR:
                return Optional.of("type " + type.getClassName());
            case Type.ARRAY:
                return type.getDimensions() > 1
                        ? Optional.of("array of arrays " + type.getClassName())
                        : objectionTo(type.getElementType());
            case Type.OBJECT:
                return objectionToClass(type.getInternalName());
            default:
                return Optional.empty();
        }
    }

    /** The same for a class as instructions name it: an internal name, or the descriptor of an array. */
    Optional<String> objectionToClass(String name) {
        if (name.startsWith("[")) {
            return objectionTo(Type.getType(name));
        }
        if (packageOf(name).equals(ownPackage) || JAVA_LANG.contains(name)) {
            return Optional.empty();
        }
        if (name.startsWith("javacard/") || name.startsWith("javacardx/")) {
            return Optional.empty();
        }
        return Optional.of("class " + name.replace('/', '.'));
    }

    Optional<String> objectionToMethod(Type method) {
        for (Type argument : method.getArgumentTypes()) {
            Optional<String> objection = objectionTo(argument);
            if (objection.isPresent()) {
                return objection.map(type -> type + " of an argument");
            }
        }
        return objectionTo(method.getReturnType()).map(type -> type + " of a result");
    }

    private static String packageOf(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }
}
