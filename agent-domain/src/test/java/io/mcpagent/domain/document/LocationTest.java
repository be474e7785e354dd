package io.mcpagent.domain.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mcpagent.domain.document.Location.Lines;
import io.mcpagent.domain.document.Location.Pages;
import org.junit.jupiter.api.Test;

class LocationTest {
    @Test
    void isLabelledForPeople() {
        assertThat(new Pages(3, 3).label()).isEqualTo("page 3");
        assertThat(new Pages(3, 4).label()).isEqualTo("pages 3-4");
        assertThat(new Lines(10, 10).label()).isEqualTo("line 10");
        assertThat(new Lines(10, 24).label()).isEqualTo("lines 10-24");
    }

    @Test
    void isJoinedToTheSmallestPlaceThatHoldsBoth() {
        assertThat(new Lines(5, 6).to(new Lines(1, 2))).isEqualTo(new Lines(1, 6));
        assertThat(new Lines(1, 9).to(new Lines(2, 3))).isEqualTo(new Lines(1, 9));
        assertThat(new Pages(2, 2).to(new Pages(3, 4))).isEqualTo(new Pages(2, 4));
    }

    @Test
    void staysWhereItIsWhenTheOtherIsCountedInSomethingElse() {
        assertThat(new Lines(5, 6).to(new Pages(1, 2))).isEqualTo(new Lines(5, 6));
        assertThat(new Pages(5, 6).to(new Lines(1, 2))).isEqualTo(new Pages(5, 6));
    }

    @Test
    void countsFromOneUpwards() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Lines(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Pages(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Lines(3, 2));
    }
}
