package org.ztpserver.core.fault;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.Condition;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.NullMarked;

/** Assertions on faults: which kind was thrown. */
@NullMarked
public final class Faults {

    private Faults() {}

    /** Waits for the code that has to throw it. */
    public interface ExpectedFault {
        ThrowableAssertAlternative<ProvisioningException> isThrownBy(ThrowingCallable code);
    }

    /** As AssertJ's {@code assertThatExceptionOfType}. */
    public static ExpectedFault assertThatFault(FaultKind kind) {
        return code -> assertThatExceptionOfType(ProvisioningException.class)
                .isThrownBy(code)
                .matches(fault -> fault.is(kind), "is " + kind);
    }

    /** For {@code assertThatThrownBy(...).is(fault(kind))}. */
    public static Condition<Throwable> fault(FaultKind kind) {
        return new Condition<>(thrown -> thrown instanceof ProvisioningException fault && fault.is(kind), "" + kind);
    }
}
