package dev.teacher.train.guard;

import dev.teacher.api.data.Batch;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.plugin.TrainingSession.StepResult;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.data.LabelledBatch;
import dev.teacher.train.guard.InputCheck.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What made a step impossible, as far as it can be said without repeating it.
 *
 * @param kind of fault
 * @param evidence what was seen
 * @param samples to blame
 */
record Diagnosis(AlarmKind kind, String evidence, List<String> samples) {
  /** The input was refused. */
  static Diagnosis of(List<Place> places) {
    Place first = places.get(0);
    return new Diagnosis(
        AlarmKind.INPUT,
        "sample " + first.sample() + " has " + first.text(),
        places.stream().map(Place::sample).toList());
  }

  /** A step with finite input was refused; its samples are looked at one by one. */
  static Diagnosis of(Graph graph, Refusal refusal, TrainingSession session) {
    StepResult result = refusal.result().orElseThrow();
    List<String> ids = refusal.ids();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      if (!Float.isFinite(result.losses()[i])) {
        wrong.add(ids.get(i));
      }
    }
    if (wrong.isEmpty()) {
      return gradient(graph, refusal, session);
    }
    boolean outputs = refusal.parts().stream().allMatch(part -> isFinite(session, part));
    String losses = wrong.size() + " of " + ids.size() + " losses are not finite";
    return outputs
        ? new Diagnosis(AlarmKind.LOSS, losses + ", of finite log-probabilities", wrong)
        : new Diagnosis(
            AlarmKind.ACTIVATION, losses + ", of log-probabilities that are not", wrong);
  }

  private static boolean isFinite(TrainingSession session, Part part) {
    Batch batch = part.batch().batch();
    ModelOutput output = session.run(batch);
    for (int i = 0; i < batch.size(); i++) {
      if (!WeightCheck.allFinite(output.sample(i))) {
        return false;
      }
    }
    return true;
  }

  private static Diagnosis gradient(Graph graph, Refusal refusal, TrainingSession session) {
    float[] norms = refusal.result().orElseThrow().parameterNorms();
    List<String> parameters = new ArrayList<>();
    for (int i = 0; i < norms.length; i++) {
      if (!Float.isFinite(norms[i])) {
        parameters.add(graph.parameters().get(i).name());
      }
    }
    String where =
        parameters.isEmpty()
            ? ""
            : ": those of "
                + parameters.stream().limit(4).collect(Collectors.joining(", "))
                + (parameters.size() > 4 ? " and " + (parameters.size() - 4) + " more" : "");
    List<String> wrong = new ArrayList<>();
    for (Part part : refusal.parts()) {
      for (int i = 0; i < part.batch().batch().size(); i++) {
        LabelledBatch one = BatchTensors.sample(part.batch(), i);
        Weights gradients = session.gradients(one.batch(), one.labels());
        if (!WeightCheck.notFinite(gradients).isEmpty()) {
          wrong.addAll(one.batch().ids());
        }
      }
    }
    return new Diagnosis(
        AlarmKind.GRADIENT,
        "the losses are finite, gradients are not" + where,
        wrong.isEmpty() ? refusal.ids() : wrong);
  }
}
