// The analyzer loads JavaScript by `require`; Node strips the types of what this imports.
import "./index.ts";
