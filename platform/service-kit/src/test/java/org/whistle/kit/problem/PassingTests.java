package org.whistle.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.UnexpectedRollbackException;

/** Which failures of a transaction pass by themselves. */
class PassingTests {

    @Test
    void aDatabaseThatIsAwayOrSlowPasses() {
        assertThat(Passing.is(new CannotCreateTransactionException("away"))).isTrue();
        assertThat(Passing.is(new TransactionTimedOutException("slow"))).isTrue();
        assertThat(Passing.is(new TransactionSystemException("lost", new SQLException("lost", "08006"))))
                .isTrue();
    }

    @Test
    void aMistakeOfOursDoesNot() {
        assertThat(Passing.is(new UnexpectedRollbackException("rolled back inside")))
                .isFalse();
        assertThat(Passing.is(new IllegalTransactionStateException("none"))).isFalse();
        assertThat(Passing.is(new TransactionSystemException("refused", new SQLException("refused", "23505"))))
                .isFalse();
    }
}
