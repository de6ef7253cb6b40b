package org.whistle.verifier;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.whistle.proof.note.InvalidNoteException;
import org.whistle.proof.note.VerifierKey;

/** What follows a command: files, and options that may come several times. */
record Arguments(List<String> files, Map<String, List<String>> options) {

    static Arguments parse(List<String> arguments, int files, Set<String> known) {
        List<String> found = new ArrayList<>();
        Map<String, List<String>> options = new HashMap<>();
        for (int next = 0; next < arguments.size(); next++) {
            String argument = arguments.get(next);
            if (!argument.startsWith("--")) {
                found.add(argument);
            } else if (!known.contains(argument) || next + 1 == arguments.size()) {
                throw new WrongUse("option: " + argument + " (expected: one of " + known + " and a value)");
            } else {
                options.computeIfAbsent(argument, _ -> new ArrayList<>()).add(arguments.get(++next));
            }
        }
        if (found.size() != files) {
            throw new WrongUse("files: " + found + " (expected: " + files + ")");
        }
        return new Arguments(found, options);
    }

    List<String> all(String option) {
        return options.getOrDefault(option, List.of());
    }

    List<VerifierKey> keys(String option) {
        try {
            return all(option).stream().map(VerifierKey::parse).toList();
        } catch (InvalidNoteException e) {
            throw new WrongUse(option + " " + e.getMessage());
        }
    }

    String text(int file) {
        return text(files.get(file));
    }

    static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (CharacterCodingException e) {
            throw new InvalidNoteException(file + ": not UTF-8");
        } catch (IOException e) {
            throw new WrongUse("file: " + file + " (expected: a readable one)");
        }
    }

    static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new WrongUse("file: " + file + " (expected: a readable one)");
        }
    }
}
