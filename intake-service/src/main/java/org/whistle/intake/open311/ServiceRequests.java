package org.whistle.intake.open311;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.VoidReason;
import org.whistle.events.evidence.Evidence;
import org.whistle.events.evidence.EvidenceToken;
import org.whistle.intake.cases.IntakeCase;
import org.whistle.intake.cases.IntakeStore;
import org.whistle.intake.cases.Progress;
import org.whistle.intake.contact.Contacts;
import org.whistle.intake.integration.Integration;
import org.whistle.intake.open311.Answer.FieldsBuilder;
import org.whistle.intake.photo.Uploads;
import org.whistle.intake.report.Duplicates;
import org.whistle.intake.report.ReportCase;
import org.whistle.intake.report.ReportDesk;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.Stored;
import org.whistle.kit.reference.Reference;

/** Requests: entered once however often they are sent, and shown without anything of a person. */
@Service
public class ServiceRequests {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceRequests.class);
    private static final int MOST_MEDIA = 5;

    private final ReportDesk desk;
    private final Duplicates duplicates;
    private final Uploads uploads;
    private final Contacts contacts;
    private final IntakeStore cases;
    private final RequestStore requests;
    private final Services services;
    private final Open311Properties properties;
    private final Open311Messages wording;
    private final TransactionTemplate transaction;

    ServiceRequests(
            ReportDesk desk,
            Duplicates duplicates,
            Uploads uploads,
            Contacts contacts,
            IntakeStore cases,
            RequestStore requests,
            Services services,
            Open311Properties properties,
            Open311Messages wording,
            TransactionTemplate transaction) {
        this.desk = desk;
        this.duplicates = duplicates;
        this.uploads = uploads;
        this.contacts = contacts;
        this.cases = cases;
        this.requests = requests;
        this.services = services;
        this.properties = properties;
        this.wording = wording;
        this.transaction = transaction;
    }

    /** A request that is in, now or since it was sent first. */
    public record Accepted(Answer answer, boolean repeated) {}

    /**
     * Enters a request. The same again, by its key or by its content within ten minutes, answers the first.
     *
     * @param media pictures sent along, at most five
     * @param key the client's Idempotency-Key
     * @throws Open311Exception for the refusals that GeoReport defines
     * @throws org.whistle.kit.problem.RefusedException for refusals of the report desk
     */
    public Accepted report(
            RequestForm form,
            List<InputStreamSource> media,
            @Nullable String key,
            Integration integration,
            Reference county,
            Locale locale) {
        if (!integration.operations().contains(Integration.Operation.REPORT)
                || !integration.county().equals(county.county().code())) {
            throw Open311Exception.of(403, "NOT_FOR_THIS_KEY", "api_key");
        }
        if (media.size() > MOST_MEDIA) {
            throw Open311Exception.of(400, "TOO_MANY", "media");
        }
        services.offered(form.serviceCode(), county);
        Caller caller = integration.acting(UUID.randomUUID().toString(), key);
        byte[] fingerprint = fingerprint(form, media);
        Optional<KeptRequest> earlier = transaction.execute(_ -> earlier(integration, key, fingerprint));
        if (earlier.isPresent()) {
            return repeated(earlier.get(), locale);
        }
        List<String> photos = media.stream()
                .map(file -> uploads.photo(file, Evidence.Kind.NEAR, caller).token())
                .toList();
        return Objects.requireNonNull(transaction.execute(
                _ -> enter(new WorkOrderApplier(form, photos, key, fingerprint, integration, county, caller), locale)));
    }

    private record WorkOrderApplier(
            RequestForm form,
            List<String> photos,
            @Nullable String key,
            byte[] fingerprint,
            Integration integration,
            Reference county,
            Caller caller) {}

    private Accepted enter(WorkOrderApplier entering, Locale locale) {
        Integration integration = entering.integration();
        Optional<KeptRequest> earlier = earlier(integration, entering.key(), entering.fingerprint());
        if (earlier.isPresent()) {
            return repeated(earlier.get(), locale);
        }
        RequestForm form = entering.form();
        Stored<IntakeCase> stored = desk.relay(reportOf(entering), integration.source(), entering.caller());
        IntakeCase record = stored.body();
        List<KeptRequest.Note> notes = new ArrayList<>();
        notes.add(new KeptRequest.Note(CaseState.REPORTED, record.round(), record.reportedAt()));
        if (record.state() != CaseState.REPORTED) {
            notes.add(new KeptRequest.Note(record.state(), record.round(), record.reportedAt()));
        }
        KeptRequest kept = new KeptRequest(
                record.caseId(),
                integration.code(),
                form.mediaUrl(),
                form.accountId(),
                duplicates.offer(stored, entering.caller()).size(),
                record.reportedAt(),
                record.reportedAt(),
                notes);
        uploads.shownBy(record.caseId(), entering.photos());
        requests.keep(kept, integration.county(), entering.key(), entering.fingerprint());
        contacts.keep(record.caseId(), entering.caller().account(), form.contact());
        LOG.info(
                "decided action=open311-request integration={} case={} number={}",
                integration.code(),
                record.caseId(),
                record.facts().caseNumber());
        return new Accepted(accepted(record, kept, locale), false);
    }

    /** Under a lock, so that the same request sent twice at once is entered once. */
    private Optional<KeptRequest> earlier(Integration integration, @Nullable String key, byte[] fingerprint) {
        requests.lock(integration.code(), key == null ? HexFormat.of().formatHex(fingerprint) : key);
        if (key == null) {
            return requests.recent(integration.code(), fingerprint).flatMap(requests::find);
        }
        Optional<RequestStore.Keyed> keyed = requests.keyed(integration.code(), key);
        if (keyed.isPresent() && !MessageDigest.isEqual(keyed.get().fingerprint(), fingerprint)) {
            throw Open311Exception.of(400, "KEY_REUSED", "Idempotency-Key");
        }
        return keyed.flatMap(found -> requests.find(found.caseId()));
    }

    private Accepted repeated(KeptRequest kept, Locale locale) {
        IntakeCase record = cases.find(kept.caseId()).orElseThrow().body();
        return new Accepted(accepted(record, kept, locale), true);
    }

    private Answer accepted(IntakeCase record, KeptRequest kept, Locale locale) {
        return Answer.list(
                "service_requests",
                "request",
                List.of(new FieldsBuilder()
                        .with("service_request_id", record.facts().caseNumber())
                        .with(
                                "service_notice",
                                kept.similar() == 0 ? null : wording.of("SIMILAR", locale, kept.similar()))
                        .with("account_id", kept.accountId())
                        .build()));
    }

    private ReportCase reportOf(WorkOrderApplier entering) {
        RequestForm form = entering.form();
        List<String> scopes = entering.integration().scopes();
        String widest =
                scopes.size() == 1 ? scopes.getFirst() : entering.integration().county();
        String description = form.description() == null
                ? Services.nameOf(
                        entering.county().conditionsOf(form.serviceCode()).getFirst(), Locale.SIMPLIFIED_CHINESE)
                : form.description();
        return new ReportCase(
                form.serviceCode(),
                form.conditionCode(),
                description,
                form.position(),
                form.addressString(),
                form.addressId() == null ? widest : form.addressId(),
                entering.photos(),
                null,
                null,
                null,
                null,
                null);
    }

    /** One request by its id. */
    public Answer get(String id, boolean extended, Viewer viewer) {
        List<Stored<IntakeCase>> found = visible("case_number = :number", Map.of("number", id), "", viewer);
        if (found.isEmpty()) {
            throw Open311Exception.of(404, "NOT_FOUND", "service_request_id");
        }
        return shown(found, extended, viewer);
    }

    /** The requests that match the filter, the newest first. */
    public Answer list(RequestFilter filter, boolean extended, Viewer viewer) {
        if (!filter.ids().isEmpty()) {
            Map<String, Object> ids = Map.of("numbers", filter.ids().toArray(String[]::new));
            return shown(visible("case_number = any(:numbers)", ids, "order by case_number", viewer), extended, viewer);
        }
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "from", filter.from().atOffset(ZoneOffset.UTC),
                "to", filter.to().atOffset(ZoneOffset.UTC),
                "limit", filter.pageSize(),
                "offset", (long) (filter.page() - 1) * filter.pageSize()));
        StringBuilder condition = new StringBuilder("reported_at between :from and :to");
        if (!filter.serviceCodes().isEmpty()) {
            condition.append(" and category_code = any(:services)");
            parameters.put("services", filter.serviceCodes().toArray(String[]::new));
        }
        if (filter.statuses().size() == 1) {
            condition
                    .append(" and state ")
                    .append(filter.statuses().contains("open") ? "not " : "")
                    .append("in ('CLOSED', 'VOIDED', 'MERGED', 'FORCE_CLOSED')");
        }
        return shown(
                visible(
                        condition.toString(),
                        parameters,
                        "order by reported_at desc, case_id desc limit :limit offset :offset",
                        viewer),
                extended,
                viewer);
    }

    /**
     * The request of a token, which is its case's id; Open311 does not issue tokens, so only readers of the case know it.
     */
    public Answer byToken(String token, Viewer viewer) {
        UUID caseId;
        try {
            caseId = UUID.fromString(token);
        } catch (IllegalArgumentException e) {
            throw Open311Exception.of(404, "NOT_FOUND", "token");
        }
        return visible("case_id = :case", Map.of("case", caseId), "", viewer).stream()
                .findFirst()
                .map(stored -> Answer.list(
                        "service_requests",
                        "request",
                        List.of(new FieldsBuilder()
                                .with(
                                        "service_request_id",
                                        stored.body().facts().caseNumber())
                                .with("token", token)
                                .build())))
                .orElseThrow(() -> Open311Exception.of(404, "NOT_FOUND", "token"));
    }

    /** A picture that was sent with a visible request; no other picture is available here. */
    public Optional<Uploads.Content> media(String token) {
        return EvidenceToken.read(token)
                .filter(said -> requests.carries(token, said.stored(), properties.confidentialCategories()))
                .map(said -> uploads.published(said));
    }

    /**
     * The viewer, and the county.
     *
     * @param integration absent for the public
     */
    public record Viewer(@Nullable Integration integration, Reference county, Locale locale) {

        boolean owns(KeptRequest kept) {
            return integration != null
                    && integration.code().equals(kept.integration())
                    && integration.operations().contains(Integration.Operation.READ_OWN);
        }
    }

    private List<Stored<IntakeCase>> visible(String condition, Map<String, ?> parameters, String rest, Viewer viewer) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("county", viewer.county().county().code());
        all.put("confidential", properties.confidentialCategories().toArray(String[]::new));
        return cases.select("where " + condition + """
                 and case_id in (select case_id from open311_request where county = :county)
                and not exists (
                    select 1 from unnest(:confidential::text[]) as hidden where starts_with(category_code, hidden))
                """ + rest, all);
    }

    private Answer shown(List<Stored<IntakeCase>> found, boolean extended, Viewer viewer) {
        List<UUID> ids = found.stream().map(stored -> stored.body().caseId()).toList();
        Map<UUID, KeptRequest> kept = requests.findAll(ids);
        Map<UUID, VoidReason> reasons = requests.voidReasons(found.stream()
                .filter(stored -> stored.body().state() == CaseState.VOIDED)
                .map(stored -> stored.body().caseId())
                .toList());
        Map<UUID, String> mains = mains(found);
        return Answer.list(
                "service_requests",
                "request",
                found.stream()
                        .map(stored -> view(stored.body(), kept, mains, reasons, extended, viewer)
                                .fields(wording, viewer.locale()))
                        .toList());
    }

    private RequestView view(
            IntakeCase record,
            Map<UUID, KeptRequest> kept,
            Map<UUID, String> mains,
            Map<UUID, VoidReason> reasons,
            boolean extended,
            Viewer viewer) {
        KeptRequest request = Objects.requireNonNull(kept.get(record.caseId()));
        Progress.Merging merging = record.progress().merging();
        return new RequestView(
                record,
                request,
                viewer.county(),
                merging == null ? null : mains.get(merging.into()),
                reasons.get(record.caseId()),
                viewer.owns(request) ? mediaOf(record, request) : null,
                extended);
    }

    private Map<UUID, String> mains(List<Stored<IntakeCase>> found) {
        Map<UUID, String> numbers = new HashMap<>();
        UUID[] mains = found.stream()
                .map(stored -> stored.body().progress().merging())
                .filter(Objects::nonNull)
                .map(Progress.Merging::into)
                .toArray(UUID[]::new);
        if (mains.length > 0) {
            cases.select("where case_id = any(:mains)", Map.of("mains", mains)).stream()
                    .map(Stored::body)
                    .filter(main -> !properties.confidential(main.facts().categoryCode()))
                    .forEach(main -> numbers.put(main.caseId(), main.facts().caseNumber()));
        }
        return numbers;
    }

    private @Nullable String mediaOf(IntakeCase record, KeptRequest request) {
        List<String> photos = record.facts().photoIds();
        return photos.isEmpty() ? request.mediaUrl() : properties.url() + "/media/" + photos.getFirst();
    }

    private static byte[] fingerprint(RequestForm form, List<InputStreamSource> media) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : form.signature()) {
                digest.update((part.length() + ":" + part).getBytes(StandardCharsets.UTF_8));
            }
            for (InputStreamSource file : media) {
                MessageDigest one = MessageDigest.getInstance("SHA-256");
                try (InputStream stream = new DigestInputStream(file.getInputStream(), one)) {
                    stream.transferTo(OutputStream.nullOutputStream());
                }
                digest.update(one.digest());
            }
            return digest.digest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
