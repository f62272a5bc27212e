/** What is wrong with how the preview was called: people see its message, and no stack trace. */
export class CallError extends Error {}
