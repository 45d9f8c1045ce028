/** Pages of HTML that stand alone: no network, no second file. */
package dev.teacher.features.page;
