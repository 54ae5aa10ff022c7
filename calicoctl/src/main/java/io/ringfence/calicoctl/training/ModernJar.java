package io.ringfence.calicoctl.training;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Gives the classes of a jar the class file version of today. An AOT cache leaves out classes from before Java 6, which carry no
 * stack maps; picocli's are of Java 5, and without them in the cache a start takes three times as long. The code stays the same,
 * stack maps are added, and every class is verified before the jar is put in place of the old one.
 */
public final class ModernJar {
    private static final String CLASS = ".class";

    private ModernJar() {}

    /** Takes the jars to replace, which must be on the class path too. A jar whose classes are modern already is left alone. */
    public static void main(String[] args) throws IOException {
        for (String arg : args) {
            modernize(Path.of(arg));
        }
    }

    /** Returns whether the jar was replaced. Throws {@link IllegalStateException} for a class that would not verify. */
    static boolean modernize(Path jar) throws IOException {
        ClassFile classFile = ClassFile.of(
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.defaultResolver()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean changed = false;
        try (JarFile in = new JarFile(jar.toFile());
                JarOutputStream out = new JarOutputStream(bytes)) {
            for (Enumeration<JarEntry> entries = in.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                byte[] content = content(in, entry);
                if (entry.getName().endsWith(CLASS)) {
                    ClassModel model = classFile.parse(content);
                    if (model.majorVersion() < ClassFile.JAVA_6_VERSION) {
                        content = modern(classFile, model);
                        changed = true;
                    }
                }
                JarEntry copy = new JarEntry(entry.getName());
                copy.setTime(entry.getTime());
                out.putNextEntry(copy);
                out.write(content);
                out.closeEntry();
            }
        }
        if (changed) {
            Path fresh = jar.resolveSibling(jar.getFileName() + ".new");
            try (OutputStream out = Files.newOutputStream(fresh)) {
                bytes.writeTo(out);
            }
            Files.move(fresh, jar, StandardCopyOption.ATOMIC_MOVE);
        }
        return changed;
    }

    private static byte[] modern(ClassFile classFile, ClassModel model) {
        byte[] bytes = classFile.transformClass(model, (builder, element) -> {
            switch (element) {
                case ClassFileVersion version -> builder.withVersion(ClassFile.JAVA_21_VERSION, 0);
                // Code that passes through a transformation is built anew, and so gets its stack maps.
                case MethodModel method ->
                    builder.transformMethod(method, MethodTransform.transformingCode(CodeTransform.ACCEPT_ALL));
                default -> builder.with(element);
            }
        });
        classFile.verify(bytes).stream().findFirst().ifPresent(error -> {
            throw new IllegalStateException(model.thisClass().asInternalName() + ": " + error.getMessage());
        });
        return bytes;
    }

    private static byte[] content(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }
}
