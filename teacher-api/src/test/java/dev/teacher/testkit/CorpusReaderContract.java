package dev.teacher.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.GlossSegment;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.CorpusReader;
import dev.teacher.api.plugin.CorpusReaderFactory;
import dev.teacher.api.plugin.PluginKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every reader of corpora must do. Override {@link #factory}, and {@link #settings} to name a
 * small corpus.
 */
public abstract class CorpusReaderContract
    extends PluginContract<CorpusReader, CorpusReaderFactory> {
  protected CorpusReaderContract() {
    super(PluginKind.CORPUS);
  }

  @Test
  public final void itHasSplitsForTrainingAndDevelopment() {
    assertThat(plugin().splits()).contains("train", "dev").doesNotHaveDuplicates();
  }

  @Test
  public final void everySampleHasAnIdOfItsOwnAndGlosses() {
    List<String> ids = new ArrayList<>();
    CorpusReader plugin = plugin();
    for (String split : plugin.splits()) {
      List<Sample> samples = plugin.read(split);
      assertThat(samples).as(split).isNotEmpty();
      for (Sample sample : samples) {
        assertThat(sample.id()).isNotBlank();
        assertThat(sample.signer()).isNotNull();
        assertThat(sample.glosses()).as(sample.id()).isNotEmpty().noneMatch(String::isBlank);
        ids.add(sample.id());
      }
    }
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  public final void knownSegmentsFollowEachOtherWithinTheirRecording() {
    CorpusReader plugin = plugin();
    for (String split : plugin.splits()) {
      for (Sample sample : plugin.read(split)) {
        int end = 0;
        for (GlossSegment segment : sample.segments()) {
          assertThat(segment.start()).as(sample.id()).isGreaterThanOrEqualTo(end);
          end = segment.end();
        }
        assertThat(end).as(sample.id()).isLessThanOrEqualTo(sample.source().frames());
      }
    }
  }

  @Test
  public final void theOrderOfSamplesIsStable() {
    assertThat(plugin().read("train"))
        .extracting(Sample::id)
        .containsExactlyElementsOf(plugin().read("train").stream().map(Sample::id).toList());
  }

  @Test
  public final void landmarksCanBeRead() {
    for (Sample sample : plugin().read("dev").subList(0, 1)) {
      assertThat(sample.source().location()).isNotBlank();
      assertThat(sample.source().read().frames()).isEqualTo(sample.source().frames());
    }
  }

  @Test
  public final void anUnknownSplitIsNamed() {
    assertThatThrownBy(() -> plugin().read("no-such-split"))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("no-such-split");
  }
}
