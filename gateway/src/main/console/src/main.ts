import { createApp } from 'vue';
import App from './App.vue';
import { chooseLanguage, language } from '@/core/language';
import { loadReference } from '@/core/reference';
import { loadSession, me } from '@/core/session';
import { i18n } from '@/core/words';
import { router } from './router';
import '@/core/base.css';

chooseLanguage(language.value);
await loadSession();
if (me.value) void loadReference();
createApp(App).use(i18n).use(router).mount('#app');
