import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { startWords } from './words/words.ts';

const root = document.getElementById('root');
if (root) {
  await startWords(localStorage);
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
