package org.whistle.kit.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.events.Producer;
import org.whistle.events.signature.TrustedKeys;
import org.whistle.kit.kafka.GivenProducer;
import org.whistle.kit.outgoing.Backoff;
import org.whistle.kit.trace.Traces;

/** When copies go to the dead-letter topic, and when not. */
class DeadLettersTests {

    private final Broker broker = new Broker();
    private final DeadLetters deadLetters = new DeadLetters(new GivenProducer(broker), "test");

    @Test
    void aBatchGoes() {
        deadLetters.publish(Map.of(unsigned(0), "so", unsigned(1), "so"));

        assertThat(broker.history()).hasSize(2);
    }

    @Test
    void aBatchEndsWithItsFirstFailure() {
        broker.away = true;

        deadLetters.publish(Map.of(unsigned(0), "so", unsigned(1), "so", unsigned(2), "so"));

        assertThat(broker.attempts).isEqualTo(1);
    }

    /** The batch comes again every few seconds. */
    @Test
    void nothingGoesWhileTheDatabaseIsAway() {
        DriverManagerDataSource away = new DriverManagerDataSource("jdbc:postgresql://localhost:1/none");
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        DeskInbox inbox = new DeskInbox(
                Producer.DISPATCH,
                new SignerCheck(new TrustedKeys(Map.of())),
                new InboxTables(JdbcClient.create(away), meters, Duration.ofDays(400)),
                deadLetters,
                new TransactionTemplate(new DataSourceTransactionManager(away)),
                _ -> {},
                new Traces(Tracer.NOOP, Propagator.NOOP),
                new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1)),
                meters);

        assertThatExceptionOfType(CannotCreateTransactionException.class)
                .isThrownBy(() -> inbox.process(List.of(unsigned(0))));

        assertThat(broker.attempts).isZero();
    }

    private static ConsumerRecord<byte[], byte[]> unsigned(int place) {
        return new ConsumerRecord<>("case-events", 0, place, new byte[] {1}, new byte[] {1});
    }

    private static final class Broker extends MockProducer<byte[], byte[]> {

        private boolean away;
        private int attempts;

        private Broker() {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> message) {
            attempts++;
            return away ? CompletableFuture.failedFuture(new TimeoutException("no metadata")) : super.send(message);
        }
    }
}
