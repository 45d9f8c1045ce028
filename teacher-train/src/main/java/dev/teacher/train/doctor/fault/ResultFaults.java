package dev.teacher.train.doctor.fault;

import dev.teacher.api.tensor.Weights;
import dev.teacher.train.doctor.Case;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.loop.TrainedModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Exported files and error rates that are not those of the model. */
final class ResultFaults {
  private ResultFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of(
            "another file than the model",
            "weights off by 1 %",
            FindingKind.EXPORT_DRIFT,
            off(0.01f)),
        Fault.of(
            "another file than the model",
            "weights off by half",
            FindingKind.EXPORT_DRIFT,
            off(0.5f)),
        Fault.of(
            "a scorer that errs",
            "reference and hypothesis swapped",
            FindingKind.SCORING_FAULT,
            scored(pair -> List.of(pair.get(1), pair.get(0)))),
        Fault.of(
            "a scorer that errs",
            "only as many glosses as the reference has",
            FindingKind.SCORING_FAULT,
            scored(
                pair ->
                    List.of(
                        pair.get(0),
                        pair.get(1)
                            .subList(0, Math.min(pair.get(0).size(), pair.get(1).size()))))));
  }

  private static UnaryOperator<Case> off(float share) {
    return subject -> subject.with(Interferences.exported(model -> off(model, share)));
  }

  private static TrainedModel off(TrainedModel model, float share) {
    Weights weights =
        ChangedWeights.of(model.weights(), "head.weight", 0, (i, w) -> w * (1 + share));
    return new TrainedModel(
        model.experiment(),
        model.state(),
        model.vocabulary(),
        model.statistics(),
        model.graph(),
        weights);
  }

  private static UnaryOperator<Case> scored(UnaryOperator<List<List<String>>> change) {
    return subject ->
        subject.with(
            Interferences.scored(
                pairs -> {
                  Map<String, List<List<String>>> changed = new LinkedHashMap<>();
                  pairs.forEach((id, pair) -> changed.put(id, change.apply(pair)));
                  return changed;
                }));
  }
}
