/** Files and folders that are either complete or not there. */
package dev.teacher.api.io;
