# syntax=docker/dockerfile:1
FROM node:24-bookworm-slim AS base
WORKDIR /app
ENV NODE_ENV=production

# Everything that is needed to build; no later stage inherits it.
FROM base AS build
ENV NODE_ENV=development CI=true
RUN npm install --global pnpm@12.21.0
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY packages/shared/package.json packages/shared/
COPY packages/dev-stack/package.json packages/dev-stack/
COPY packages/postmark-sandbox/package.json packages/postmark-sandbox/
COPY packages/bench/package.json packages/bench/
COPY services/booking/package.json services/booking/
COPY services/workflows/package.json services/workflows/
COPY services/notifications/package.json services/notifications/
COPY web/package.json web/
RUN pnpm install --frozen-lockfile
COPY . .
RUN pnpm --filter @interlude/web build \
 && node services/workflows/src/build-bundle.ts services/workflows/dist/workflow-bundle.js

# One pruned tree for all services: they share most of their dependencies. Links stay links, because Node strips types
# only outside node_modules.
FROM build AS pruned
RUN rm -rf node_modules packages/*/node_modules services/*/node_modules web/node_modules \
 && pnpm install --frozen-lockfile --prod --filter @interlude/booking... --filter @interlude/workflows... \
      --filter @interlude/notifications... --filter @interlude/postmark-sandbox...

FROM base AS runtime
COPY --from=pruned --chown=node:node /app/package.json /app/
COPY --from=pruned --chown=node:node /app/node_modules /app/node_modules
COPY --from=pruned --chown=node:node /app/packages/shared /app/packages/shared
COPY --chown=node:node deploy/entrypoint.sh deploy/write-secrets.mjs /app/deploy/
USER node
ENTRYPOINT ["/bin/sh", "/app/deploy/entrypoint.sh"]

FROM runtime AS booking
COPY --from=pruned --chown=node:node /app/services/booking /app/services/booking
COPY --from=pruned --chown=node:node /app/web/dist /app/web/dist
ENV INTERLUDE_WEB_DIST=/app/web/dist
EXPOSE 3000
CMD ["services/booking/src/main.ts"]

FROM runtime AS workflows
COPY --from=pruned --chown=node:node /app/services/workflows /app/services/workflows
ENV INTERLUDE_WORKFLOW_BUNDLE=/app/services/workflows/dist/workflow-bundle.js
CMD ["services/workflows/src/main.ts"]

FROM runtime AS notifications
COPY --from=pruned --chown=node:node /app/services/booking /app/services/booking
COPY --from=pruned --chown=node:node /app/services/notifications /app/services/notifications
EXPOSE 3001
CMD ["services/notifications/src/main.ts"]

FROM runtime AS sandbox
COPY --from=pruned --chown=node:node /app/packages/postmark-sandbox /app/packages/postmark-sandbox
EXPOSE 3005
CMD ["packages/postmark-sandbox/src/main.ts"]
