package dev.holdfast.kernel.rule;

/**
 * One thing wrong with an expression.
 *
 * @param line line in the expression, from 1
 * @param column column in the line, from 1
 * @param message what is wrong
 */
public record RuleProblem(int line, int column, String message) {}
