package io.ringfence.calicoctl.training;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Makes one jar of the program and all its libraries. The JDK looks through every jar of a class path before it opens its first HTTP
 * connection; with one jar, nothing in it packed, a command starts ten milliseconds earlier. Its classes are those of {@link
 * ModernClass}.
 */
public final class StartJar {
    private static final String META = "META-INF/";
    private static final String SERVICES = META + "services/";

    /** The oldest JDK that the program starts with. Of classes that a jar has for several, those for this one are taken. */
    private static final Runtime.Version OLDEST = Runtime.Version.parse("25");

    private StartJar() {}

    /** Takes the jar to make and those to make it of, which must be on the class path too. */
    public static void main(String[] args) throws IOException {
        List<Path> all = Stream.of(args).map(Path::of).toList();
        make(all.getFirst(), all.subList(1, all.size()));
    }

    /** Puts the jar in place as a whole. Of a file that several jars have, the first counts, as on a class path. */
    static void make(Path jar, List<Path> sources) throws IOException {
        ClassFile classFile = ClassFile.of(
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.defaultResolver()));
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Path source : sources) {
            try (JarFile in = new JarFile(source.toFile(), false, ZipFile.OPEN_READ, OLDEST)) {
                for (Iterator<JarEntry> entries = in.versionedStream().iterator(); entries.hasNext(); ) {
                    JarEntry entry = entries.next();
                    if (isWanted(entry)) {
                        add(files, entry.getName(), content(in, entry));
                    }
                }
            }
        }
        files.replaceAll((name, content) -> name.endsWith(".class") ? ModernClass.of(content, classFile) : content);
        Path fresh = jar.resolveSibling(jar.getFileName() + ".new");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(fresh))) {
            out.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                write(out, file.getKey(), file.getValue());
            }
        }
        Files.move(fresh, jar, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Not what is told about a jar, nor about a module: there are none on a class path. */
    private static boolean isWanted(JarEntry entry) {
        String name = entry.getName();
        return !entry.isDirectory()
                && (!name.startsWith(META) || name.startsWith(SERVICES))
                && !name.equals("module-info.class");
    }

    private static void add(Map<String, byte[]> files, String name, byte[] content) {
        if (name.startsWith(SERVICES)) {
            files.merge(name, content, StartJar::lines);
        } else {
            files.putIfAbsent(name, content);
        }
    }

    private static byte[] lines(byte[] one, byte[] other) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.write('\n');
        both.writeBytes(other);
        return both.toByteArray();
    }

    private static void write(ZipOutputStream out, String name, byte[] content) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    private static byte[] content(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }
}
