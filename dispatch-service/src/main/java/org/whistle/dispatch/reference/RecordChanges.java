package org.whistle.dispatch.reference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.context.i18n.LocaleContextHolder;
import org.whistle.dispatch.reference.pack.BadRecordException;
import org.whistle.dispatch.reference.pack.Pack;
import org.whistle.dispatch.reference.pack.PackError;
import org.whistle.dispatch.reference.pack.PackReader;
import org.whistle.dispatch.reference.pack.PackReading;
import org.whistle.dispatch.reference.pack.RecordEdit;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

/**
 * Records to change in the files of a pack, checked when all of them are in.
 *
 * @param alone sent as one record, not as a list: what is wrong is named by its own fields
 */
record RecordChanges(List<RecordChange> records, boolean alone) {

    static RecordChanges alone(RecordChange record) {
        return new RecordChanges(List.of(record), true);
    }

    static RecordChanges together(List<RecordChange> records) {
        return new RecordChanges(records, false);
    }

    /** The changed pack, without a mistake. */
    record Made(Map<String, byte[]> files, Pack pack) {}

    /**
     * Changes them.
     *
     * @throws RefusedException 404 for an unknown kind of one record alone, 422 that names everything that is wrong
     */
    Made in(Map<String, byte[]> files) {
        refuseTwice();
        Map<Integer, RecordEdit.Edited> edits = new TreeMap<>();
        Map<String, byte[]> edited = files;
        for (int index : removalsFirst()) {
            RecordEdit.Edited one = edit(edited, index);
            edits.put(index, one);
            edited = one.files();
        }
        PackReading reading = PackReader.read(edited);
        Pack pack = reading.pack();
        if (pack == null) {
            throw new RefusedException(new Refusal.Unprocessable(
                    reading.errors().stream().map(error -> told(error, edits)).toList()));
        }
        return new Made(edited, pack);
    }

    private void refuseTwice() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < records.size(); i++) {
            if (!seen.add(records.get(i).kind() + "/" + records.get(i).code())) {
                throw RefusedException.field(pointer(i, ""), "TWICE");
            }
        }
    }

    /** Removals first, so that inserted records keep their line. */
    private List<Integer> removalsFirst() {
        List<Integer> order = new ArrayList<>();
        for (boolean removals : List.of(true, false)) {
            for (int i = 0; i < records.size(); i++) {
                if ((records.get(i).fields() == null) == removals) {
                    order.add(i);
                }
            }
        }
        return order;
    }

    private RecordEdit.Edited edit(Map<String, byte[]> files, int index) {
        RecordChange record = records.get(index);
        try {
            return RecordEdit.edit(files, record.kind(), record.code(), record.fields())
                    .orElseThrow(() -> alone
                            ? RefusedException.notFound()
                            : new RefusedException(new Refusal.Unprocessable(List.of(new Refusal.FieldError(
                                    "/records/" + index + "/kind",
                                    "UNKNOWN_KIND",
                                    "expected: " + String.join(", ", RecordEdit.kinds()))))));
        } catch (BadRecordException e) {
            throw RefusedException.field(pointer(index, e.field()), e.code());
        }
    }

    private String pointer(int index, String field) {
        if (alone) {
            return "/" + field;
        }
        return "/records/" + index + (field.isEmpty() ? "/code" : "/fields/" + field);
    }

    private Refusal.FieldError told(PackError error, Map<Integer, RecordEdit.Edited> edits) {
        for (Map.Entry<Integer, RecordEdit.Edited> edit : edits.entrySet()) {
            Optional<String> field = edit.getValue().fieldOf(error);
            if (field.isPresent()) {
                return new Refusal.FieldError(
                        pointer(edit.getKey(), field.get()),
                        "RECORD_INVALID",
                        error.message(LocaleContextHolder.getLocale()));
            }
        }
        return new Refusal.FieldError(
                "/",
                "RECORD_INVALID",
                error.file() + ":" + error.line() + ": " + error.message(LocaleContextHolder.getLocale()));
    }
}
