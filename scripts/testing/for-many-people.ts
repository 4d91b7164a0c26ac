/** The environment of services in a test or a load: it is many people at one address, and they do not rest. */
export const forManyPeople = {
  PROFILE_ARGON2_MEMORY_KIB: '64',
  PROFILE_ARGON2_TIME_COST: '1',
  RATE_LIMIT_FACTOR: '0',
};
