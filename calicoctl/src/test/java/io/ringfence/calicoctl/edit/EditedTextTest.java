package io.ringfence.calicoctl.edit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EditedTextTest {
    private static final String TEXT = "kind: policy\nspec:\n  order: 5\n";

    @Test
    void theRemarkIsTakenOffAgainEvenWhenAnEditorTookItsLastBlanks() {
        String opened = EditedText.withRemark("why\n\nwhere", TEXT);
        assertThat(opened).isEqualTo("#! why\n#! \n#! where\n" + TEXT);
        assertThat(EditedText.withoutRemark(opened)).isEqualTo(TEXT);
        assertThat(EditedText.withoutRemark(opened.replace("#! \n", "#!\n"))).isEqualTo(TEXT);
        assertThat(EditedText.withRemark("", TEXT)).isEqualTo(TEXT);
    }

    @Test
    void aLineStandsAsDeepAsTheRemarkPutsIt() {
        assertThat(EditedText.below("why\nwhere", TEXT)).isEqualTo("\n\n" + TEXT);
        assertThat(EditedText.below("why", "---\n" + TEXT)).isEqualTo("\n\n" + TEXT);
    }

    @Test
    void whatAnotherChangedIsShownAndThatNothingDiffersIsSaid() {
        assertThat(EditedText.overtaken(TEXT, TEXT.replace('5', '6')))
                .startsWith("Somebody else has changed it meanwhile")
                .contains("\n-  order: 5\n+  order: 6\n");
        assertThat(EditedText.overtaken(TEXT, TEXT)).hasLineCount(1).contains("it says what it said");
    }
}
