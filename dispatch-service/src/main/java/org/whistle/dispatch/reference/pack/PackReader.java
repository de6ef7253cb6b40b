package org.whistle.dispatch.reference.pack;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.whistle.dispatch.reference.pack.Pack.Account;
import org.whistle.dispatch.reference.pack.Pack.Category;
import org.whistle.dispatch.reference.pack.Pack.CodeMove;
import org.whistle.dispatch.reference.pack.Pack.County;
import org.whistle.dispatch.reference.pack.Pack.DeskLimit;
import org.whistle.dispatch.reference.pack.Pack.Holiday;
import org.whistle.dispatch.reference.pack.Pack.Jurisdiction;
import org.whistle.dispatch.reference.pack.Pack.Policy;
import org.whistle.dispatch.reference.pack.Pack.RosterEntry;
import org.whistle.dispatch.reference.pack.Pack.Unit;

/** Reads a county pack and finds every mistake in it at once. */
public final class PackReader {

    private PackReader() {}

    /** Reads files by their names, without a folder; their contents are as in deploy/packs/README.md. */
    public static PackReading read(Map<String, byte[]> files) {
        Problems problems = new Problems();
        PackSources sources = PackSources.of(files, problems);
        CsvTable organisation = CsvTable.read(PackFile.ORGANISATION, sources, problems);
        CsvTable unitTable = CsvTable.read(PackFile.UNITS, sources, problems);
        CsvTable rosterTable = CsvTable.read(PackFile.ROSTERS, sources, problems);
        CsvTable accountTable = CsvTable.read(PackFile.ACCOUNTS, sources, problems);
        CodeSet unitCodes = unitTable.codes("unit");
        CodeSet areaCodes = organisation.codes("code");

        @Nullable County county = CountyReader.read(sources, problems);
        @Nullable String countyCode = county == null ? null : county.code();
        List<Jurisdiction> jurisdictions = OrganisationReader.read(organisation, countyCode, unitCodes, problems);
        GridReading grids = GridReader.read(sources, areaCodes, problems);
        CodeSet gridCodes = grids.codes();
        List<Unit> units = UnitReader.read(unitTable, areaCodes, rosterTable, problems);
        List<RosterEntry> rosters = RosterReader.read(rosterTable, unitCodes, accountTable);
        CsvTable categoryTable = CsvTable.read(PackFile.CATEGORIES, sources, problems);
        List<Category> categories = CategoryReader.read(categoryTable, unitCodes, problems);
        List<Holiday> holidays = HolidayReader.read(CsvTable.read(PackFile.HOLIDAYS, sources, problems));
        List<DeskLimit> limits = LimitReader.read(CsvTable.read(PackFile.LIMITS, sources, problems), problems);
        List<Account> accounts = AccountReader.read(accountTable, areaCodes, gridCodes, unitCodes);
        List<CodeMove> moves = CodeMoveReader.read(
                CsvTable.read(PackFile.CODE_MOVES, sources, problems), countyCode, areaCodes, gridCodes);
        List<Component> components =
                ComponentReader.read(sources, unitCodes, categoryTable.codes("category"), grids, problems);
        List<Policy> policies = PolicyReader.read(CsvTable.read(PackFile.POLICIES, sources, problems), county);
        if (county == null || !problems.none()) {
            return new PackReading(null, problems.sorted());
        }
        return new PackReading(
                new Pack(
                        county,
                        jurisdictions,
                        grids.grids(),
                        units,
                        rosters,
                        categories,
                        holidays,
                        limits,
                        accounts,
                        moves,
                        components,
                        policies),
                List.of());
    }
}
