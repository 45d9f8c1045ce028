package dev.teacher.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Layout;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.plugin.Backbone;
import dev.teacher.api.plugin.BackboneFactory;
import dev.teacher.api.plugin.PluginKind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * What every backbone must do. Override {@link #factory}, and {@link #settings} with a small
 * network, since it is run in plain Java.
 */
public abstract class BackboneContract extends FragmentEngineContract<Backbone, BackboneFactory> {
  private static final int CLASSES = Fragment.CLASSES;

  protected BackboneContract() {
    super(PluginKind.BACKBONE);
  }

  /** A few columns a part; other columns if the backbone asks for other names. */
  @Override
  protected Layout inputLayout() {
    return Layout.parse("testkit: pose=6, face=4, hands.left=4, hands.right=4");
  }

  @Override
  final Sequence apply(Backbone plugin, Sequence input) {
    return plugin.logits(input, CLASSES);
  }

  /** The backbone is the whole network. */
  @Override
  final Sequence recognized(Sequence result) {
    return Fragment.logProbs(result);
  }

  @Test
  public final void itGivesALogitForEachClass() {
    assertThat(fragment().channels()).isEqualTo(CLASSES);
    Backbone plugin = plugin();
    assertThat(Fragment.of(inputLayout(), input -> plugin.logits(input, 2)).channels())
        .isEqualTo(2);
  }

  @Test
  public final void itHasWeightsAndLooksAtItsInput() {
    Fragment fragment = fragment();
    assertThat(fragment.graph().parameterCount()).isPositive();
    float[] one = alone(fragment, sample(12, 1)).values();
    float[] other = alone(fragment, sample(12, 2)).values();
    assertThat(Arrays.equals(one, other)).as("same logits for different input").isFalse();
  }
}
