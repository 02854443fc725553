# syntax=docker/dockerfile:1
FROM node:24-bookworm-slim AS base
WORKDIR /app

# What the installs depend on, so that a change of code repeats none of them.
FROM base AS manifests
ENV CI=true
RUN npm install --global pnpm@12.21.0
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY packages/shared/package.json packages/shared/
COPY packages/dev-stack/package.json packages/dev-stack/
COPY packages/postmark-sandbox/package.json packages/postmark-sandbox/
COPY packages/calendar-sandbox/package.json packages/calendar-sandbox/
COPY packages/bench/package.json packages/bench/
COPY packages/service-kit/package.json packages/service-kit/
COPY services/booking/package.json services/booking/
COPY services/workflows/package.json services/workflows/
COPY services/notifications/package.json services/notifications/
COPY services/calendars/package.json services/calendars/
COPY web/package.json web/

FROM manifests AS build
RUN --mount=type=cache,id=pnpm,target=/pnpm pnpm install --frozen-lockfile --store-dir /pnpm
COPY . .
RUN pnpm --filter @interlude/web build \
 && node services/workflows/src/build-bundle.ts services/workflows/workflow-bundle.js

# One tree for all services: nearly everything in it is the worker of Temporal, which all of them need. That worker
# brings a native library for every system it knows.
FROM manifests AS dependencies
RUN --mount=type=cache,id=pnpm,target=/pnpm pnpm install --frozen-lockfile --store-dir /pnpm --prod \
      --filter-prod '@interlude/booking...' --filter-prod '@interlude/workflows...' \
      --filter-prod '@interlude/notifications...' --filter-prod '@interlude/calendars...' --filter-prod '@interlude/postmark-sandbox...' \
 && find node_modules/.pnpm/@temporalio+core-bridge*/node_modules/@temporalio/core-bridge/releases \
      -mindepth 1 -maxdepth 1 ! -name "$(uname -m)-unknown-linux-gnu" -exec rm -r {} +

# Workspace packages stay links to their source, because Node strips types only outside node_modules.
FROM base
ENV NODE_ENV=production \
    INTERLUDE_WEB_DIST=/app/web/dist \
    INTERLUDE_WORKFLOW_BUNDLE=/app/services/workflows/workflow-bundle.js
# A new volume takes its owner from the folder it covers.
RUN install --directory --owner=node /secrets /data
COPY --from=dependencies /app ./
COPY --from=build /app/web/dist web/dist
COPY --from=build /app/services/workflows/workflow-bundle.js services/workflows/
COPY packages/shared packages/shared
COPY packages/postmark-sandbox packages/postmark-sandbox
COPY packages/service-kit packages/service-kit
COPY services services
COPY deploy deploy
USER node
ENTRYPOINT ["node"]
CMD ["services/booking/src/main.ts"]
