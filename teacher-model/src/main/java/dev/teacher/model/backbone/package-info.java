/** The shipped networks. */
package dev.teacher.model.backbone;
