// Stands for @pulumi/pulumi/runtime/debuggable, which wraps every promise of a program, a hundred a resource, to name
// those that are never resolved when the process ends. The preview finds those by itself; see ../run.ts.
exports.debugPromiseLeaks = false;
exports.debuggablePromise = (promise) => promise;
exports.leakedPromises = () => [new Set(), ""];
exports.promiseDebugString = () => "";
exports.errorString = (error) => error.stack || error.toString();
