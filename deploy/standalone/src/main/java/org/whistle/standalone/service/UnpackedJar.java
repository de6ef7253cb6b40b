package org.whistle.standalone.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * A Spring Boot jar laid out as the JDK likes it: a jar of the service's own classes whose manifest names the libraries
 * beside it. It starts faster than the nested one, and a build does not touch it while it runs.
 */
final class UnpackedJar {

    private static final String LIBRARIES = "BOOT-INF/lib/";
    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String ORDER = "BOOT-INF/classpath.idx";

    private UnpackedJar() {}

    /** Lays the jar out in a folder that is complete or absent, never half; answers the jar to start. */
    static Path in(Path folder, Path jar) throws IOException {
        Path application = folder.resolve("application.jar");
        if (Files.exists(application)) {
            return application;
        }
        Path draft = folder.resolveSibling(folder.getFileName() + ".new");
        Files.createDirectories(draft.resolve("lib"));
        try (JarFile boot = new JarFile(jar.toFile())) {
            unpackLibraries(boot, draft.resolve("lib"));
            writeApplication(boot, draft.resolve("application.jar"));
        }
        Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        return application;
    }

    private static void unpackLibraries(JarFile boot, Path folder) throws IOException {
        for (JarEntry entry : below(boot, LIBRARIES)) {
            try (InputStream in = boot.getInputStream(entry)) {
                Files.copy(in, folder.resolve(nameIn(LIBRARIES, entry)), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void writeApplication(JarFile boot, Path application) throws IOException {
        try (OutputStream file = Files.newOutputStream(application);
                JarOutputStream out = new JarOutputStream(file, manifest(boot))) {
            // folders as well: without their entries a component scan finds nothing
            for (JarEntry entry : below(boot, CLASSES)) {
                out.putNextEntry(new JarEntry(nameIn(CLASSES, entry)));
                try (InputStream in = boot.getInputStream(entry)) {
                    in.transferTo(out);
                }
                out.closeEntry();
            }
        }
    }

    private static Manifest manifest(JarFile boot) throws IOException {
        Attributes original = boot.getManifest().getMainAttributes();
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, original.getValue("Start-Class"));
        attributes.put(Attributes.Name.CLASS_PATH, classPath(boot));
        return manifest;
    }

    /** The libraries in the order of the build, written there as lines {@code - "BOOT-INF/lib/name.jar"}. */
    private static String classPath(JarFile boot) throws IOException {
        try (InputStream in = boot.getInputStream(boot.getJarEntry(ORDER));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> line.contains(LIBRARIES))
                    .map(line ->
                            "lib/" + line.substring(line.indexOf(LIBRARIES) + LIBRARIES.length(), line.length() - 1))
                    .collect(Collectors.joining(" "));
        }
    }

    private static List<JarEntry> below(JarFile boot, String folder) {
        return Collections.list(boot.entries()).stream()
                .filter(entry ->
                        entry.getName().startsWith(folder) && entry.getName().length() > folder.length())
                .toList();
    }

    private static String nameIn(String folder, JarEntry entry) {
        return entry.getName().substring(folder.length());
    }
}
