package dev.teacher.train.loop;

/**
 * The learning rate over a training: a linear rise, then constant or half a cosine (Loshchilov and
 * Hutter 2017).
 *
 * @param largest after the warm-up
 * @param schedule after the warm-up
 * @param warmup share of the training that the rise takes, 0 to 1
 * @param finalShare of the largest, at the end
 */
record LearningRate(
    double largest, TrainSettings.Schedule schedule, double warmup, double finalShare) {
  static LearningRate of(TrainSettings settings) {
    return new LearningRate(
        settings.learningRate(),
        settings.get(TrainSettings.SCHEDULE),
        settings.get(TrainSettings.WARMUP),
        settings.get(TrainSettings.FINAL_RATE));
  }

  /**
   * @param progress share of the training that is done after the step, above 0 and at most 1
   */
  double at(double progress) {
    if (progress < warmup) {
      return largest * progress / warmup;
    }
    if (schedule == TrainSettings.Schedule.CONSTANT || warmup == 1) {
      return largest;
    }
    double fall = (1 + Math.cos(Math.PI * (progress - warmup) / (1 - warmup))) / 2;
    return largest * (finalShare + (1 - finalShare) * fall);
  }
}
