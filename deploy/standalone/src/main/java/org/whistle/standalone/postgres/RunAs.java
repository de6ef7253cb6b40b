package org.whistle.standalone.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.whistle.setup.CannotStart;
import org.whistle.setup.secret.SecretFiles;
import org.whistle.standalone.launch.Commands;

/**
 * How PostgreSQL's programs are started. PostgreSQL refuses root: then it runs in a user namespace of its own, where root
 * is nobody, or, where namespaces are not allowed, as the user nobody.
 */
record RunAs(List<String> prefix, boolean nobody) {

    private static final List<String> NAMESPACE = List.of("unshare", "-U");
    private static final List<String> NOBODY = List.of("setpriv", "--reuid=nobody", "--regid=65534", "--clear-groups");

    static RunAs here(Path folder) throws IOException {
        if (!Commands.run(folder, List.of("id", "-u")).strip().equals("0")) {
            return new RunAs(List.of(), false);
        }
        if (Commands.succeeds(folder, join(NAMESPACE, List.of("true")))) {
            return new RunAs(NAMESPACE, false);
        }
        letPass(Objects.requireNonNull(folder.toAbsolutePath().getParent()));
        if (Commands.succeeds(folder, join(NOBODY, List.of("test", "-x", folder.toString())))) {
            return new RunAs(NOBODY, true);
        }
        throw new CannotStart("PostgreSQL does not run as root and neither unshare nor setpriv can change that here; "
                + "start as another user");
    }

    /** PostgreSQL runs as another user than root, who has to get through a data folder that is closed to others. */
    private static void letPass(Path data) throws IOException {
        if (PosixFilePermissions.toString(Files.getPosixFilePermissions(data)).equals("rwx------")) {
            SecretFiles.restrict(data, "rwx--x--x");
        }
    }

    List<String> command(List<String> command) {
        return join(prefix, command);
    }

    /** Changes the owner of a folder to the user that PostgreSQL runs as. */
    void own(Path folder) throws IOException {
        if (!nobody) {
            return;
        }
        UserPrincipal owner =
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.forEach(path -> setOwner(path, owner));
        }
    }

    private static void setOwner(Path path, UserPrincipal owner) {
        try {
            Files.setOwner(path, owner);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> join(List<String> prefix, List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }
}
