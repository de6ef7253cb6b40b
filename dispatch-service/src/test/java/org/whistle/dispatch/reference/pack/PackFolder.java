package org.whistle.dispatch.reference.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The files of a shipped pack, to be spoiled by a test. */
final class PackFolder {

    private PackFolder() {}

    static Map<String, byte[]> read(String pack) {
        Map<String, byte[]> files = new HashMap<>();
        try (Stream<Path> paths = Files.list(Path.of("../deploy/packs", pack))) {
            for (Path path : paths.toList()) {
                files.put(path.getFileName().toString(), Files.readAllBytes(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    static Map<String, byte[]> small() {
        Map<String, byte[]> files = new HashMap<>();
        SMALL.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return files;
    }

    static Map<String, byte[]> withPolicies() {
        Map<String, byte[]> files = small();
        files.put("policies.csv", """
                policy,valid_from,subject,street_weight,parts,marks,deductions,deductions_most,bonus_most,fewest_ratings
                2026,2026-01-01,UNIT,0.5,CLOSING:60;SATISFACTION:40,QUALITY:100,MISCONDUCT:1,5,5,3
                2026,2026-01-01,GRID_WORKER,,VALID_REPORTS:50;CHECKS_ON_TIME:50,,,,,
                """.getBytes(StandardCharsets.UTF_8));
        return files;
    }

    static Map<String, byte[]> withComponents() {
        Map<String, byte[]> files = small();
        files.put("components.geojson", """
                {"type":"FeatureCollection","features":[
                {"type":"Feature","properties":{"id":"3509990501000001","category":"E0501","owner":"WATER"},\
                "geometry":{"type":"Point","coordinates":[119.005,26.005]}},
                {"type":"Feature","properties":{"id":"P-2","category":"E0501","owner":"STREET","nameZh":"水表井",\
                "nameEn":"Meter pit"},"geometry":{"type":"Point","coordinates":[119.015,26.005]}}
                ]}
                """.getBytes(StandardCharsets.UTF_8));
        return files;
    }

    /** The optional column, with a value for each of the two conditions of the category. */
    static Map<String, byte[]> withDuplicateRadii(String first, String second) {
        Map<String, byte[]> files = small();
        String text = SMALL.getOrDefault("categories.csv", "")
                .replace(",source\n", ",source,duplicate_radius\n")
                .replace("WATER,STREET,city\n", "WATER,STREET,city," + first + "\n")
                .replace("WATER,,city\n", "WATER,,city," + second + "\n");
        files.put("categories.csv", text.getBytes(StandardCharsets.UTF_8));
        return files;
    }

    /** The optional column, with a value for each of the two conditions. */
    static Map<String, byte[]> withAutoDispatch(String first, String second) {
        Map<String, byte[]> files = withDuplicateRadii(first, second);
        files.computeIfPresent(
                "categories.csv",
                (_, text) -> new String(text, StandardCharsets.UTF_8)
                        .replace(",duplicate_radius\n", ",auto_dispatch\n")
                        .getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private static final Map<String, String> SMALL = Map.of(
            "pack.yaml",
            """
            county: "350999"
            nameZh: 海湾县
            nameEn: Haiwan County
            timeZone: Asia/Shanghai
            locale: zh-CN
            minimumStreetWeight: 0.5
            workingSlots:
              - {from: "08:00", to: "12:00"}
              - {from: "14:00", to: "18:00"}
            calendarVersion: "2026-1"
            demo: true
            """,
            "organisation.csv",
            """
            code,level,name_zh,name_en
            350999,COUNTY,海湾县,Haiwan County
            350999001,STREET,望海街道,Wanghai
            350999001001,COMMUNITY,观澜社区,Guanlan
            """,
            "grids.geojson",
            """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"code":"350999001001001","nameZh":"一","nameEn":"One"},\
            "geometry":{"type":"Polygon","coordinates":[[[119,26],[119.01,26],[119.01,26.01],[119,26.01],[119,26]]]}},
            {"type":"Feature","properties":{"code":"350999001001002","nameZh":"二","nameEn":"Two"},\
            "geometry":{"type":"Polygon","coordinates":[[[119.01,26],[119.02,26],[119.02,26.01],[119.01,26.01],[119.01,26]]]}}
            ]}
            """,
            "units.csv",
            """
            unit,kind,group,name_zh,name_en
            WATER,ENTERPRISE,utility,供水公司,Water
            STREET-350999001,STREET,street,望海街道,Wanghai
            """,
            "rosters.csv",
            """
            unit,duty,account
            WATER,ON_DUTY,dept-water
            WATER,DEPUTY,dept-water
            WATER,LEADER,dept-water
            STREET-350999001,ON_DUTY,dept-street
            STREET-350999001,DEPUTY,dept-street
            STREET-350999001,LEADER,dept-street
            """,
            "categories.csv",
            """
            category,condition,name_zh,name_en,condition_zh,condition_en,handle_limit,handle_unit,stage,\
            closing_criterion_zh,accept_limit,accept_unit,urgent,evidence,lead_unit,assisting_units,source
            E0501,E0501-1,管道破裂,Burst,止水,Stop,1,URGENT_HOUR,1,止水,15,URGENT_MINUTE,true,PHOTO,WATER,STREET,city
            E0501,E0501-2,管道破裂,Burst,恢复,Restore,5,WORK_DAY,2,恢复,1,WORK_HOUR,false,PHOTO,WATER,,city
            """,
            "holidays.csv",
            """
            date,kind,name_zh,name_en
            2026-10-01,HOLIDAY,国庆节,National Day
            2026-10-10,WORKDAY,国庆节,National Day
            """,
            "limits.csv",
            """
            clock,limit,unit
            COMMUNITY_TRIAGE,4,WORK_HOUR
            VERIFICATION,4,WORK_HOUR
            STREET_TRIAGE,4,WORK_HOUR
            ENDORSEMENT,2,URGENT_HOUR
            DISPATCH,1,WORK_HOUR
            DISPATCH_EMERGENCY,5,URGENT_MINUTE
            CHECK_IN,30,URGENT_MINUTE
            RULING,4,WORK_HOUR
            CALL_BACK,1,WORK_DAY
            RETURN_REVIEW,1,WORK_HOUR
            EXTENSION_REVIEW,4,WORK_HOUR
            SUSPENSION_REVIEW,4,WORK_HOUR
            CHECK,1,WORK_DAY
            CHECK_URGENT,30,URGENT_MINUTE
            CONFIRMATION,2,WORK_DAY
            CONFIRMATION_LEADER,1,WORK_DAY
            SUPERVISION_REPLY,1,WORK_DAY
            APPEAL,5,WORK_DAY
            """,
            "accounts.csv",
            """
            username,name,role,scopes,unit
            grid,网格员 郭永福,GRID_WORKER,350999001001001,
            dept-water,联络员 许海生,DEPARTMENT,350999,WATER
            dept-street,联络员 苏春梅,DEPARTMENT,350999,STREET-350999001
            """);
}
