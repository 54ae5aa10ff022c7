package io.ringfence.calicoctl.training;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;

/**
 * Makes a class such that an AOT cache can hold all that it needs. A cache leaves out classes from before Java 6, which carry no stack
 * maps; picocli's are of Java 5, and without them in the cache a start takes three times as long. They get stack maps and the class file
 * version of Java 21; the code stays the same. A cache leaves out too what the JVM writes for switches over types: see {@link
 * PlainSwitches}.
 */
final class ModernClass {
    private ModernClass() {}

    /** The same array if there is nothing to change. Throws {@link IllegalStateException} if the outcome would not verify. */
    static byte[] of(byte[] content, ClassFile classFile) {
        ClassModel model = classFile.parse(content);
        byte[] modern;
        if (model.majorVersion() < ClassFile.JAVA_6_VERSION) {
            modern = withStackMaps(model, classFile);
        } else if (PlainSwitches.isIn(model)) {
            modern = PlainSwitches.in(model, classFile);
        } else {
            return content;
        }
        classFile.verify(modern).stream().findFirst().ifPresent(error -> {
            throw new IllegalStateException(model.thisClass().asInternalName() + ": " + error.getMessage());
        });
        return modern;
    }

    private static byte[] withStackMaps(ClassModel model, ClassFile classFile) {
        return classFile.transformClass(model, (builder, element) -> {
            switch (element) {
                case ClassFileVersion version -> builder.withVersion(ClassFile.JAVA_21_VERSION, 0);
                // Code that passes through a transformation is built anew, and so gets its stack maps.
                case MethodModel method ->
                    builder.transformMethod(method, MethodTransform.transformingCode(CodeTransform.ACCEPT_ALL));
                default -> builder.with(element);
            }
        });
    }
}
