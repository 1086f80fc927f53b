/**
 * Stands where a fact has to be filled in. Readers take it for a declared unknown,
 * so the finding stays until a person has written the fact.
 */
export const PLACEHOLDER = "TODO";
