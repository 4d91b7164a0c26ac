import test from 'ava';
import { findBarriers } from './axe.ts';
import { sidewaysOverflow, takePictures } from './open-browser.ts';
import { openHouse } from './open-house.ts';

const house = openHouse();

test.serial('who has a browser in Spanish is spoken to in Spanish', async (t) => {
  const { page: ana } = await house.browser.openPerson('es-AR');
  await ana.goto(house.url);
  await ana.getByText('Pasa, siéntate, conversa.').waitFor();
  t.is(await ana.locator('html').getAttribute('lang'), 'es');
  t.deepEqual(await findBarriers(ana), []);
  await takePictures(ana, 'welcome-es');
  t.is(await sidewaysOverflow(ana), 0);

  await ana.goto(`${house.url}/signin`);
  await ana.getByLabel('Usuario').fill('nadie');
  await ana.getByLabel('Contraseña', { exact: true }).fill('una contraseña larga');
  await ana.locator('main').getByRole('button', { name: 'Entrar' }).click();
  await ana.getByText('El usuario o la contraseña no son correctos.').waitFor();
});

test.serial('a language that was chosen is kept, and what is written in it is the same for all', async (t) => {
  const bo = await house.newcomer('bo_lind', 'Bo');
  await bo.getByRole('link', { name: 'Settings' }).first().click();
  await bo.getByLabel('Language').selectOption({ label: 'Español' });
  await bo.getByRole('heading', { name: 'Ajustes' }).waitFor();
  t.is(await bo.title(), 'Ajustes · Tertulia');
  t.deepEqual(await findBarriers(bo), []);
  await takePictures(bo, 'settings-es');

  await bo.goto(house.url);
  await bo.getByLabel('Escribe una publicación').fill('Buenas tardes a todas.');
  await bo.getByRole('button', { name: 'Publicar', exact: true }).click();
  await bo.getByRole('article').getByText('Buenas tardes a todas.').waitFor();
  await bo.getByRole('article').getByText('ahora').waitFor();
  t.deepEqual(await findBarriers(bo), []);
  await takePictures(bo, 'home-es');

  // What a service finds wrong with a field is said in it too.
  await bo.getByRole('link', { name: 'Perfil' }).click();
  await bo.getByRole('button', { name: 'Editar perfil' }).click();
  await bo.getByRole('dialog').getByLabel('Nombre').fill('x'.repeat(51));
  await bo.getByRole('dialog').getByRole('button', { name: 'Guardar' }).click();
  await bo.getByText('Tiene más de 50 caracteres.').waitFor();
  t.deepEqual(house.browser.errors, []);
});
