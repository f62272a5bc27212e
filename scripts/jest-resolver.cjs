/** Finds modules for jest, also those of packages that name their files for `import` alone. */
module.exports = (path, options) => {
  try {
    return options.defaultResolver(path, options);
  } catch (error) {
    const conditions = [...(options.conditions ?? []), "import"];
    try {
      return options.defaultResolver(path, { ...options, conditions });
    } catch {
      throw error;
    }
  }
};
