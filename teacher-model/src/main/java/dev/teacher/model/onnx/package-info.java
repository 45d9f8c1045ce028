/** Writes graphs as ONNX files, and runs them with ONNX Runtime. */
package dev.teacher.model.onnx;
