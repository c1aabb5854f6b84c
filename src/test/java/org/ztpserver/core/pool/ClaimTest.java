package org.ztpserver.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.core.node.NodeId;

class ClaimTest {

    private static final NodeId ID = NodeId.parse("001c73aabbcc");

    @Test
    void withoutANameTheOwnerIsTheNode() {
        Claim claim = Claim.parse("mgmt_subnet");

        assertThat(claim).isEqualTo(new Claim("mgmt_subnet", Optional.empty()));
        assertThat(claim.owner(ID)).isEqualTo("001c73aabbcc");
    }

    @Test
    void withANameTheOwnerIsTheNodeUnderThatName() {
        Claim claim = Claim.parse("pods/7/mgmt#Loopback0.v4");

        assertThat(claim).isEqualTo(new Claim("pods/7/mgmt", Optional.of("Loopback0.v4")));
        assertThat(claim.owner(ID)).isEqualTo("001c73aabbcc#Loopback0.v4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#", "#name", "pool#", "pool#a#b", "pool#a b", "pool#ä", "pool#a/b"})
    void anythingElseIsRefusedWithWhatIsAllowed(String argument) {
        assertThatThrownBy(() -> Claim.parse(argument))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("POOL#NAME");
    }
}
